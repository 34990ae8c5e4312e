/** {@code p2c2g quality}: how good every upscaler is, against ground truth. */
package dev.p2c2g.cli.quality;
