package dev.p2c2g.imaging;

/** The loops of filtering that have one form only. */
final class RowMath {
  private RowMath() {}

  /** One output by one, for grids where neighbours differ in phase. */
  static float weightedSumAt(float[] in, int at, float[] weights) {
    float even = 0;
    float odd = 0;
    for (int k = 0; k < weights.length; k += 2) {
      even += weights[k] * in[at + k];
      odd += weights[k + 1] * in[at + k + 1];
    }
    return even + odd;
  }

  static void toFloat(byte[] in, int inAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = in[inAt + i] & 0xff;
    }
  }
}
