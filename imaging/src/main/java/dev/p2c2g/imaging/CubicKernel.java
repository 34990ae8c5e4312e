package dev.p2c2g.imaging;

/**
 * Keys' cubic convolution with a = -1/2, the Catmull-Rom spline (Keys 1981): a fixed function of
 * the distance, 1 at 0 and 0 at other integers. Where it has to shrink, it is stretched over as
 * many more samples, or else details too fine for the output would fold into false ones.
 *
 * @param mostStretch the greatest distance between outputs, in input samples: 1 or 2
 */
record CubicKernel(int mostStretch) implements AxisKernel {
  /** For outputs as close as the samples, or closer. */
  static final CubicKernel GROWING = new CubicKernel(1);

  /** For outputs up to two samples apart as well. */
  static final CubicKernel SHRINKING = new CubicKernel(2);

  @Override
  public int radius() {
    return 2 * mostStretch;
  }

  @Override
  public double[] weights(AxisMapping mapping, long output) {
    double stretch = Math.max(1, (double) mapping.step() / mapping.denominator());
    double place = (double) mapping.remainder(output) / mapping.denominator();
    double[] weights = new double[2 * radius()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = at(Math.abs(i - (radius() - 1) - place) / stretch);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double at(double distance) {
    double x = distance;
    if (x >= 2) {
      return 0;
    }
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
  }
}
