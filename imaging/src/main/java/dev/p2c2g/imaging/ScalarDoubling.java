package dev.p2c2g.imaging;

/** The loops of {@link CubicDoubler}: what they mean, and what runs at the ends of rows. */
final class ScalarDoubling {
  private ScalarDoubling() {}

  static void downFrom(
      int first, byte[] in, int[] rowAt, short[] upper, short[] lower, int at, int n) {
    for (int x = first; x < n; x++) {
      int a = in[rowAt[0] + x] & 0xff;
      int b = in[rowAt[1] + x] & 0xff;
      int c = in[rowAt[2] + x] & 0xff;
      int d = in[rowAt[3] + x] & 0xff;
      upper[at + x] = (short) ((111 * b + 29 * c - 9 * a - 3 * d + 32) >> 6);
      lower[at + x] = (short) ((111 * c + 29 * b - 9 * d - 3 * a + 32) >> 6);
    }
  }

  static void acrossFrom(int first, short[] row, byte[] out, int outAt, int n) {
    for (int x = first; x < n; x++) {
      int centre = row[x + 2];
      int farLeft = row[x] - centre;
      int left = row[x + 1] - centre;
      int right = row[x + 3] - centre;
      int farRight = row[x + 4] - centre;
      out[outAt + 2 * x] = level(centre, 29 * left - 9 * right - 3 * farLeft);
      out[outAt + 2 * x + 1] = level(centre, 29 * right - 9 * left - 3 * farRight);
    }
  }

  /** Half levels and 128ths of them, by way of eighths of a level. */
  private static byte level(int halves, int parts) {
    return (byte) Math.clamp((4 * halves + ((parts + 16) >> 5) + 4) >> 3, 0, 255);
  }
}
