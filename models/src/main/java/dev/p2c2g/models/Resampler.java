package dev.p2c2g.models;

import java.util.Arrays;

/** Rows of the model's size to rows of the size wanted. Used by one thread. */
final class Resampler {
  private final ModelRows rows;
  private final AxisTaps across;
  private final AxisTaps down;
  private final int[] pixels;
  private final float[] sum;

  /**
   * A resampler into a picture.
   *
   * @param pixels the part wanted, as 0x00RRGGBB, row by row; all 0 to begin with
   */
  Resampler(ModelRows rows, AxisTaps across, AxisTaps down, int[] pixels) {
    this.rows = rows;
    this.across = across;
    this.down = down;
    this.pixels = pixels;
    sum = new float[rows.width()];
  }

  /** Draws a row of the part; its taps must have been reached. */
  void row(int y) {
    int at = y * across.count();
    for (int channel = 0; channel < 3; channel++) {
      sumDown(channel, y);
      int shift = 16 - 8 * channel;
      for (int x = 0; x < across.count(); x++) {
        pixels[at + x] |= sumAcross(x) << shift;
      }
    }
  }

  private void sumDown(int channel, int y) {
    Arrays.fill(sum, 0);
    float[] weights = down.weights(y);
    byte[] samples = rows.samples();
    for (int k = 0; k < weights.length; k++) {
      float weight = weights[k];
      if (weight != 0) {
        int from = rows.rowStart(channel, down.at(y, k));
        for (int x = 0; x < sum.length; x++) {
          sum[x] += weight * (samples[from + x] & 0xff);
        }
      }
    }
  }

  private int sumAcross(int x) {
    float[] weights = across.weights(x);
    float value = 0;
    for (int k = 0; k < weights.length; k++) {
      value += weights[k] * sum[across.at(x, k) - across.least()];
    }
    return Math.clamp(Math.round(value), 0, 255);
  }
}
