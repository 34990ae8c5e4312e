package dev.p2c2g.imaging;

/**
 * The classic piecewise kernels: a fixed function of the distance, 1 at 0 and 0 at other integers.
 */
enum InterpolationKernel implements AxisKernel {
  /** Keys' cubic convolution with a = -1/2, the Catmull-Rom spline (Keys 1981). */
  CATMULL_ROM(2),
  /** The sinc windowed by its own central lobe stretched to three (Duchon 1979). */
  LANCZOS3(3);

  private final int radius;

  InterpolationKernel(int radius) {
    this.radius = radius;
  }

  @Override
  public int radius() {
    return radius;
  }

  @Override
  public double[] weights(AxisMapping mapping, long output) {
    double place = (double) mapping.remainder(output) / mapping.denominator();
    double[] weights = new double[2 * radius];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = at(Math.abs(i - (radius - 1) - place));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** The weight at a distance of 0 or more. */
  double at(double distance) {
    return switch (this) {
      case CATMULL_ROM -> catmullRom(distance);
      case LANCZOS3 -> lanczos3(distance);
    };
  }

  private static double catmullRom(double x) {
    if (x >= 2) {
      return 0;
    }
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }

  private static double lanczos3(double x) {
    if (x >= 3 || (x > 0.5 && x == Math.rint(x))) {
      return 0;
    }
    return x == 0 ? 1 : sinc(x) * sinc(x / 3);
  }

  private static double sinc(double x) {
    return Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
