package dev.p2c2g.cli.quality;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The same part of a frame as everyone has it.
 *
 * @param title the frame, the input and the place
 * @param weight how much the tiles differ
 * @param tiles of one size: the original, then every rung
 */
record Crop(String title, double weight, List<Tile> tiles) {
  /** One of the pictures and what stands above it. */
  record Tile(String label, BufferedImage image) {}
}
