package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Plane;

/**
 * Halves a plane by Keys' cubic convolution kernel (1981, a = -1/2) over twice its length, so that
 * it also keeps out what half the size cannot hold. Every output lies in the middle of a 2x2.
 */
final class BicubicHalving {
  /** For the eight samples around, whose distances are 1/4, 3/4, 5/4, 7/4 in output samples. */
  private static final double[] WEIGHTS = weights();

  private BicubicHalving() {}

  static Plane of(Plane plane) {
    Plane out = Decimation.half(plane);
    double[] across = new double[out.width() * plane.height()];
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        double sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
          sum += WEIGHTS[i] * plane.sample(place(x, i, plane.width()), y);
        }
        across[y * out.width() + x] = sum;
      }
    }
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        double sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
          sum += WEIGHTS[i] * across[place(y, i, plane.height()) * out.width() + x];
        }
        out.samples()[out.rowStart(y) + x] = (byte) Math.clamp(Math.round(sum), 0, 255);
      }
    }
    return out;
  }

  /** Where weight {@code i} of an output falls; the edge sample goes on beyond the edge. */
  private static int place(int output, int i, int size) {
    return Math.clamp(2 * output + 1 - WEIGHTS.length / 2 + i, 0, size - 1);
  }

  private static double[] weights() {
    double[] weights = new double[8];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = keys(Math.abs(i - 3.5) / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double keys(double x) {
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }
}
