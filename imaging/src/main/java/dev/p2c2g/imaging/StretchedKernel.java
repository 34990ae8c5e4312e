package dev.p2c2g.imaging;

/**
 * A kernel that also shrinks, down to half: there it is stretched over as many more samples, or
 * else details too fine for the output would fold into false ones.
 */
record StretchedKernel(InterpolationKernel base) implements AxisKernel {
  /** The greatest distance between outputs, in input samples. */
  static final int MOST = 2;

  @Override
  public int radius() {
    return MOST * base.radius();
  }

  @Override
  public double[] weights(AxisMapping mapping, long output) {
    double stretch = Math.max(1, (double) mapping.step() / mapping.denominator());
    double place = (double) mapping.remainder(output) / mapping.denominator();
    double[] weights = new double[2 * radius()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = base.at(Math.abs(i - (radius() - 1) - place) / stretch);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
