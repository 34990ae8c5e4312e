package dev.p2c2g.models;

import java.nio.file.Path;

/**
 * One model and how to run it.
 *
 * @param name what tasks call it, and results report
 * @param path the ONNX file: 1 x 3 x height x width floats from 0 to 1, red first, to the same of 2
 *     or 4 times the size
 * @param tile input pixels a side that go through the model at a time, {@value #MIN_TILE} to
 *     {@value #MAX_TILE}
 * @param overlap input pixels at each side of a tile that only inform its middle, 0 to {@value
 *     #MAX_OVERLAP}: where that is at least the model's receptive field, no seam can be found
 * @param maxMemoryMb mebibytes that the model may take, its weights and all lanes together, {@value
 *     #MIN_MEMORY_MB} to {@value #MAX_MEMORY_MB}
 */
public record ModelSettings(String name, Path path, int tile, int overlap, int maxMemoryMb) {
  public static final int MIN_TILE = 32;
  public static final int MAX_TILE = 1_024;
  public static final int MAX_OVERLAP = 64;
  public static final int MIN_MEMORY_MB = 16;
  public static final int MAX_MEMORY_MB = 1_048_576;

  /** The least that must be left between the overlaps. */
  public static final int MIN_CORE = 16;

  /** Rejects what is out of range. */
  public ModelSettings {
    require("tile", tile, MIN_TILE, MAX_TILE);
    require("overlap", overlap, 0, Math.min(MAX_OVERLAP, mostOverlap(tile)));
    require("max_memory_mb", maxMemoryMb, MIN_MEMORY_MB, MAX_MEMORY_MB);
  }

  /** The greatest overlap that leaves a middle to a tile. */
  public static int mostOverlap(int tile) {
    return (tile - MIN_CORE) / 2;
  }

  private static void require(String what, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          "%s: '%d' is out of range (%d to %d)".formatted(what, value, least, greatest));
    }
  }
}
