package dev.p2c2g.imaging;

/** The reference, one sample at a time. */
final class ScalarFilter implements FilterKernels {
  private static final int HALF = 1 << (LearnedFilter.BITS - 1);

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void combine(short[] a, int at, int outAt, int apart, int n) {
    System.arraycopy(a, at, a, outAt, n);
    for (int k = 1; k <= LearnedFilter.RADIUS; k++) {
      int even = outAt + k * apart;
      int odd = even + LearnedFilter.RADIUS * apart;
      for (int i = 0; i < n; i++) {
        a[even + i] = (short) (a[at + i + k] + a[at + i - k]);
        a[odd + i] = (short) (a[at + i + k] - a[at + i - k]);
      }
    }
  }

  @Override
  public void sum(
      short[] a,
      int[] rows,
      int first,
      int last,
      short[] coefficients,
      int evenAt,
      int oddAt,
      int n) {
    for (int i = 0; i < n; i++) {
      int even = 0;
      int odd = 0;
      for (int term = first; term < last; term++) {
        int centre = term * LearnedFilter.TAPS + LearnedFilter.RADIUS;
        int c = term * LearnedFilter.TAPS * SLACK;
        even += coefficients[c] * a[rows[centre] + i];
        for (int k = 1; k <= LearnedFilter.RADIUS; k++) {
          int below = a[rows[centre + k] + i];
          int above = a[rows[centre - k] + i];
          even += coefficients[c + k * SLACK] * (below + above);
          odd += coefficients[c + (k + LearnedFilter.RADIUS) * SLACK] * (below - above);
        }
      }
      a[evenAt + i] = (short) even;
      a[oddAt + i] = (short) odd;
    }
  }

  @Override
  public void outputs(short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n) {
    outputsFrom(0, a, at, apart, out, upperAt, lowerAt, n);
  }

  static void outputsFrom(
      int from, short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n) {
    for (int i = from; i < n; i++) {
      short even = a[at + i];
      short down = a[at + apart + i];
      short across = a[at + 2 * apart + i];
      short both = a[at + 3 * apart + i];
      if (upperAt >= 0) {
        out[upperAt + 2 * i] = level(even + down + across + both);
        out[upperAt + 2 * i + 1] = level(even + down - across - both);
      }
      if (lowerAt >= 0) {
        out[lowerAt + 2 * i] = level(even - down + across - both);
        out[lowerAt + 2 * i + 1] = level(even - down - across + both);
      }
    }
  }

  private static byte level(int sum) {
    return (byte) Math.clamp((((short) sum + HALF) >> LearnedFilter.BITS) + 128, 0, 255);
  }
}
