package dev.p2c2g.imaging;

/**
 * Plain loops. Adding 1.5 * 2^23 to a float leaves its nearest integer in the low bits, which saves
 * a conversion.
 */
final class ScalarRows implements RowKernels {
  private static final float MAGIC = 12_582_912f;
  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  private final EdgeKernels edges = new ScalarEdges();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public EdgeKernels edges() {
    return edges;
  }

  @Override
  public void weightedSum(float[] in, int[] at, float[] weights, float[] out, int outAt, int n) {
    if (weights.length == 4) {
      sum4(in, at, weights, out, outAt, n);
      return;
    }
    sum6(in, at, weights, out, outAt, n);
    for (int k = 6; k < weights.length; k += 2) {
      addSum2(in, at[k], at[k + 1], weights[k], weights[k + 1], out, outAt, n);
    }
  }

  private static void sum4(float[] in, int[] at, float[] w, float[] out, int outAt, int n) {
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    float w0 = w[0];
    float w1 = w[1];
    float w2 = w[2];
    float w3 = w[3];
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (in[a0 + i] * w0 + in[a1 + i] * w1) + (in[a2 + i] * w2 + in[a3 + i] * w3);
    }
  }

  private static void sum6(float[] in, int[] at, float[] w, float[] out, int outAt, int n) {
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    int a4 = at[4];
    int a5 = at[5];
    float w0 = w[0];
    float w1 = w[1];
    float w2 = w[2];
    float w3 = w[3];
    float w4 = w[4];
    float w5 = w[5];
    for (int i = 0; i < n; i++) {
      float left = in[a0 + i] * w0 + in[a1 + i] * w1 + in[a2 + i] * w2;
      float right = in[a3 + i] * w3 + in[a4 + i] * w4 + in[a5 + i] * w5;
      out[outAt + i] = left + right;
    }
  }

  private static void addSum2(
      float[] in, int a0, int a1, float w0, float w1, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = in[a0 + i] * w0 + in[a1 + i] * w1 + out[outAt + i];
    }
  }

  @Override
  public void toBytes(float[] in, byte[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = (byte) level(in[i]);
    }
  }

  @Override
  public void interleave2(float[] in, int at, int apart, byte[] out, int outAt, int n) {
    interleaveFrom(0, in, at, apart, 2, out, outAt, n);
  }

  /**
   * Any number of phases, each {@code apart} after the one before, from the given output of each
   * on.
   */
  static void interleaveFrom(
      int first, float[] in, int at, int apart, int phases, byte[] out, int outAt, int n) {
    for (int phase = 0; phase < phases; phase++) {
      int from = at + phase * apart + first;
      for (int i = first * phases + phase; i < n; i += phases, from++) {
        out[outAt + i] = (byte) level(in[from]);
      }
    }
  }

  @Override
  public void doubleDown(byte[] in, int[] rowAt, short[] upper, short[] lower, int at, int n) {
    ScalarDoubling.downFrom(0, in, rowAt, upper, lower, at, n);
  }

  @Override
  public void doubleAcross(short[] row, byte[] out, int outAt, int n) {
    ScalarDoubling.acrossFrom(0, row, out, outAt, n);
  }

  @Override
  public void spread(int[] quarters, short[] row, int n) {
    spreadFrom(0, quarters, row, n);
  }

  static void spreadFrom(int first, int[] quarters, short[] row, int n) {
    for (int x = first; x < n; x++) {
      row[2 * x] = (short) (3 * quarters[x + 1] + quarters[x]);
      row[2 * x + 1] = (short) (3 * quarters[x + 1] + quarters[x + 2]);
    }
  }

  @Override
  public void rgb(int[] luma, short[] cbs, short[] crs, int[] out, int at) {
    rgbFrom(0, luma, cbs, crs, out, at);
  }

  /** The inverse matrix in 16-bit fixed point; chroma comes in sixteenths, so 12 bits are left. */
  static void rgbFrom(int first, int[] luma, short[] cbs, short[] crs, int[] out, int at) {
    for (int x = first; x < luma.length; x++) {
      int base = (luma[x] << 16) + 32768;
      int cb = cbs[x] - 2048;
      int cr = crs[x] - 2048;
      int r = level(base + 5743 * cr);
      int g = level(base - 1410 * cb - 2925 * cr);
      int b = level(base + 7258 * cb);
      out[at + x] = r << 16 | g << 8 | b;
    }
  }

  /** A level in 16-bit fixed point. */
  private static int level(int value) {
    return Math.min(Math.max(value >> 16, 0), 255);
  }

  /** The level nearest to a value. */
  static int level(float value) {
    int nearest = Float.floatToRawIntBits(value + MAGIC) - MAGIC_BITS;
    return Math.min(Math.max(nearest, 0), 255);
  }
}
