package dev.p2c2g.imaging;

/** Peak signal-to-noise ratio, the measure by which upscalers are compared here. */
public final class Psnr {
  private Psnr() {}

  /**
   * Decibels between two planes of one size, infinite where they are equal.
   *
   * @param border samples left out on every side
   */
  public static double of(Plane a, Plane b, int border) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(
          "planes of %dx%d and %dx%d".formatted(a.width(), a.height(), b.width(), b.height()));
    }
    long sum = 0;
    for (int y = border; y < a.height() - border; y++) {
      for (int x = border; x < a.width() - border; x++) {
        int difference = a.sample(x, y) - b.sample(x, y);
        sum += (long) difference * difference;
      }
    }
    double count = (double) (a.width() - 2 * border) * (a.height() - 2 * border);
    return 10 * Math.log10(255.0 * 255.0 / (sum / count));
  }
}
