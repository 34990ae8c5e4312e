package dev.p2c2g.imaging;

/** Weights of the input samples around one output sample, along one axis. */
interface AxisKernel {
  /** Input samples taken on each side of the output's place. */
  int radius();

  /**
   * {@code 2 * radius} weights that add up to 1, for the input samples from {@code
   * mapping.floor(output) - radius + 1} on.
   */
  double[] weights(AxisMapping mapping, long output);
}
