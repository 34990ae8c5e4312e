package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.Network;

/**
 * Keeps samples near those that they were made from, by the rule of the networks ({@link
 * Network#MOST_BEYOND}): resampling what a network made would ring where the network itself does
 * not.
 */
final class NearLimit {
  private final Plane in;
  private final int[] least;
  private final int[] greatest;
  private int limitsOfRow = -1;

  private NearLimit(Plane in) {
    this.in = in;
    least = new int[in.width()];
    greatest = new int[in.width()];
  }

  /**
   * Limits {@code out} in place.
   *
   * @param in what it was made from
   * @param mapping where its samples lie on {@code in}
   * @param beforeRows run before every few rows; ends the work by throwing
   */
  static void apply(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    int[] columns = new int[out.width()];
    for (int x = 0; x < columns.length; x++) {
      columns[x] = nearest(mapping.x(), x, in.width());
    }
    NearLimit limit = new NearLimit(in);
    for (int y = 0; y < out.height(); y++) {
      if (y % Upscaler.ROWS_BETWEEN_CHECKS == 0) {
        beforeRows.run();
      }
      limit.limitsOf(nearest(mapping.y(), y, in.height()));
      limit.apply(columns, out.samples(), out.rowStart(y));
    }
  }

  private static int nearest(AxisMapping mapping, int output, int samples) {
    long up = 2 * mapping.remainder(output) >= mapping.denominator() ? 1 : 0;
    return Math.clamp(mapping.floor(output) + up, 0, samples - 1);
  }

  private void apply(int[] columns, byte[] samples, int start) {
    for (int x = 0; x < columns.length; x++) {
      int level = samples[start + x] & 0xff;
      int column = columns[x];
      samples[start + x] = (byte) Math.max(least[column], Math.min(greatest[column], level));
    }
  }

  private void limitsOf(int row) {
    if (row == limitsOfRow) {
      return;
    }
    limitsOfRow = row;
    int above = in.rowStart(Math.max(0, row - 1));
    int beside = in.rowStart(row);
    int below = in.rowStart(Math.min(in.height() - 1, row + 1));
    byte[] samples = in.samples();
    for (int x = 0; x < least.length; x++) {
      int low = 255;
      int high = 0;
      for (int i = Math.max(0, x - 1); i <= Math.min(least.length - 1, x + 1); i++) {
        int a = samples[above + i] & 0xff;
        int b = samples[beside + i] & 0xff;
        int c = samples[below + i] & 0xff;
        low = Math.min(low, Math.min(a, Math.min(b, c)));
        high = Math.max(high, Math.max(a, Math.max(b, c)));
      }
      int beyond = Math.min(high - low, Network.MOST_BEYOND);
      least[x] = Math.max(0, low - beyond);
      greatest[x] = Math.min(255, high + beyond);
    }
  }
}
