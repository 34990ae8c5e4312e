package dev.p2c2g.imaging;

/**
 * Structural similarity as Wang, Bovik, Sheikh and Simoncelli (2004) define it: means, variances
 * and the covariance under a Gaussian window of 11x11 samples with a deviation of 1.5, for samples
 * of 0 to 255. Only windows that lie wholly inside count; nothing is made up beyond the edge.
 */
public final class Ssim {
  /** Samples on each side of the window. */
  public static final int WINDOW = 11;

  private static final double DEVIATION = 1.5;
  private static final float C1 = square(0.01f * 255);
  private static final float C2 = square(0.03f * 255);

  private final Plane a;
  private final Plane b;
  private final int border;
  private final SsimRows rows;

  private Ssim(Plane a, Plane b, int border) {
    this.a = a;
    this.b = b;
    this.border = border;
    rows = new SsimRows(a.width() - 2 * border, window());
  }

  /**
   * The mean over all windows of two planes of one size: 1 where they are equal, less the more they
   * differ, seldom below 0.
   *
   * @param border samples left out on every side, as if the planes ended there
   * @throws IllegalArgumentException where the sizes differ or less than a window is left
   */
  public static double of(Plane a, Plane b, int border) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(
          "planes of %dx%d and %dx%d".formatted(a.width(), a.height(), b.width(), b.height()));
    }
    if (border < 0 || Math.min(a.width(), a.height()) - 2 * border < WINDOW) {
      throw new IllegalArgumentException(
          "planes of %dx%d without %d samples of border: need at least %d on each side"
              .formatted(a.width(), a.height(), border, WINDOW));
    }
    return new Ssim(a, b, border).mean();
  }

  private double mean() {
    int windows = a.width() - 2 * border - WINDOW + 1;
    int last = a.height() - border - WINDOW;
    double sum = 0;
    for (int y = border; y <= last; y++) {
      for (int row = y == border ? y : y + WINDOW - 1; row < y + WINDOW; row++) {
        rows.take(a, b, border, row);
      }
      rows.filter();
      sum += sumOfRow(windows);
    }
    return sum / ((double) windows * (last - border + 1));
  }

  private double sumOfRow(int windows) {
    float[] meanA = rows.meanA();
    float[] meanB = rows.meanB();
    float[] squares = rows.squares();
    float[] product = rows.product();
    double sum = 0;
    for (int x = 0; x < windows; x++) {
      float means = meanA[x] * meanB[x];
      float meanSquares = meanA[x] * meanA[x] + meanB[x] * meanB[x];
      float covariance = product[x] - means;
      // the two variances are only ever needed together
      float variances = squares[x] - meanSquares;
      sum += (2 * means + C1) * (2 * covariance + C2) / ((meanSquares + C1) * (variances + C2));
    }
    return sum;
  }

  private static float[] window() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double distance = (i - WINDOW / 2) / DEVIATION;
      weights[i] = Math.exp(-distance * distance / 2);
      sum += weights[i];
    }
    float[] normed = new float[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      normed[i] = (float) (weights[i] / sum);
    }
    return normed;
  }

  private static float square(float x) {
    return x * x;
  }
}
