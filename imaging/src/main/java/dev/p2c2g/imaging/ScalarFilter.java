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
    for (int i = 0; i < n; i++) {
      a[outAt + apart + i] = (short) (a[at + i + 1] + a[at + i - 1]);
      a[outAt + 2 * apart + i] = (short) (a[at + i + 1] - a[at + i - 1]);
      a[outAt + 3 * apart + i] = (short) (a[at + i + 2] - a[at + i - 2]);
    }
  }

  @Override
  public void sum(
      short[] a, int[] rows, int term, short[] coefficients, int evenAt, int oddAt, int n) {
    for (int i = 0; i < n; i++) {
      int even = 0;
      int odd = 0;
      for (int t = term; t < term + 2; t++) {
        int first = t * LearnedFilter.TAPS;
        int c = t * Terms.COUNT * SLACK;
        int above = a[rows[first + 1] + i];
        int below = a[rows[first + 3] + i];
        even += coefficients[c] * a[rows[first + 2] + i];
        even += coefficients[c + SLACK] * (below + above);
        odd += coefficients[c + 2 * SLACK] * (below - above);
        odd += coefficients[c + 3 * SLACK] * (a[rows[first + 4] + i] - a[rows[first] + i]);
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
      out[upperAt + 2 * i] = level(even + down + across + both);
      out[upperAt + 2 * i + 1] = level(even + down - across - both);
      out[lowerAt + 2 * i] = level(even - down + across - both);
      out[lowerAt + 2 * i + 1] = level(even - down - across + both);
    }
  }

  private static byte level(int sum) {
    return (byte) Math.clamp((((short) sum + HALF) >> LearnedFilter.BITS) + 128, 0, 255);
  }
}
