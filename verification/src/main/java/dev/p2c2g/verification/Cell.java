package dev.p2c2g.verification;

import dev.p2c2g.imaging.Region;

/**
 * A square of a result, and how it stands to the input there.
 *
 * @param place in the result's own pixels, at whole blocks of a JPEG
 * @param distance root of the mean squared difference, in levels, between the means of its 8x8
 *     blocks and those of the input there
 * @param detail how much those means differ among themselves, likewise
 */
record Cell(Region place, double distance, double detail) {}
