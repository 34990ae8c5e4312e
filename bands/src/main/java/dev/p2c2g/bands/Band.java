package dev.p2c2g.bands;

/**
 * Rows of an output picture, over its whole width. Bands start at whole grains of 16 rows, so that
 * no block of a JPEG lies across a border, whether its chroma is halved or not.
 *
 * @param y the first row, a multiple of {@link #GRAIN_ROWS}
 * @param height rows, at least 1
 */
public record Band(int y, int height) {
  /** Rows of a grain: the tallest MCU that usual encoders write. */
  public static final int GRAIN_ROWS = 16;

  public Band {
    if (y < 0 || y % GRAIN_ROWS != 0 || height < 1) {
      throw new IllegalArgumentException(
          "a band of rows from %d on, %d tall: y must be a multiple of %d, height >= 1"
              .formatted(y, height, GRAIN_ROWS));
    }
  }

  /** Grains in a picture of this height (1 or more), the last perhaps not whole. */
  public static int grains(int pictureHeight) {
    if (pictureHeight < 1) {
      throw new IllegalArgumentException(
          "picture height is " + pictureHeight + ", must be 1 or more");
    }
    return (pictureHeight - 1) / GRAIN_ROWS + 1;
  }

  /**
   * Grains {@code fromGrain} to {@code toGrain - 1} of a picture. To be joined, all bands of one
   * picture but the last need the same number of grains, and the last no more.
   */
  public static Band ofGrains(int pictureHeight, int fromGrain, int toGrain) {
    int grains = grains(pictureHeight);
    if (fromGrain < 0 || fromGrain >= toGrain || toGrain > grains) {
      throw new IllegalArgumentException(
          "grains %d to %d: must be 0 <= from < to <= %d".formatted(fromGrain, toGrain, grains));
    }
    int y = GRAIN_ROWS * fromGrain;
    // As a difference of grains: 16 * toGrain may be more than an int holds.
    int rows = toGrain == grains ? pictureHeight - y : GRAIN_ROWS * (toGrain - fromGrain);
    return new Band(y, rows);
  }
}
