package dev.p2c2g.imaging.network;

/**
 * One convolution with stride 1: {@code out[o](y, x) = bias[o] + sum over i, ky, kx of
 * weight[o][i][ky][kx] * in[i](y + ky - radius, x + kx - radius)}, followed, where there are
 * slopes, by PReLU: negative values times their channel's slope.
 */
final class Convolution {
  private final int inputs;
  private final int outputs;
  private final int kernel;
  private final float[] weights;
  private final float[] biases;
  private final float[] slopes;

  /**
   * @param kernel width and height, odd
   * @param weights in the order [output][input][row][column]
   * @param slopes one for each output, or none for no activation
   */
  Convolution(
      int inputs, int outputs, int kernel, float[] weights, float[] biases, float[] slopes) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.kernel = kernel;
    this.weights = weights;
    this.biases = biases;
    this.slopes = slopes;
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  int kernel() {
    return kernel;
  }

  int radius() {
    return kernel / 2;
  }

  float weight(int output, int input, int row, int column) {
    return tap(output, (input * kernel + row) * kernel + column);
  }

  /** Weight number {@code tap} of an output, in the order [input][row][column]. */
  float tap(int output, int tap) {
    return weights[output * inputs * kernel * kernel + tap];
  }

  float bias(int output) {
    return biases[output];
  }

  /** What negative values are multiplied with; 1 without activation. */
  float slope(int output) {
    return slopes.length == 0 ? 1 : slopes[output];
  }

  /** Multiplications for each sample of the plane. */
  int macs() {
    return weights.length;
  }
}
