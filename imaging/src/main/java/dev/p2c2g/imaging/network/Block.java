package dev.p2c2g.imaging.network;

/**
 * Weights of a few neighbouring outputs, as {@link Kernels#convolve} wants them: for each tap those
 * of all the block's outputs. Six outputs keep the most sums in the 16 registers of AVX2 without a
 * spill; where their number is no multiple of six, four do.
 */
final class Block {
  final int first;
  final int outputs;
  final float[] weights;
  final float[] biases;
  final float[] slopes;

  private Block(Convolution layer, int first, int outputs, int taps) {
    this.first = first;
    this.outputs = outputs;
    weights = new float[taps * outputs];
    biases = new float[outputs];
    slopes = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      biases[o] = layer.bias(first + o);
      slopes[o] = layer.slope(first + o);
    }
  }

  /** A tap's weight for an output. */
  @FunctionalInterface
  interface Weight {
    float of(int output, int tap);
  }

  /** All blocks of a layer. */
  static Block[] of(Convolution layer, int taps, Weight weight) {
    int size = layer.outputs() % 6 == 0 ? 6 : 4;
    Block[] blocks = new Block[layer.outputs() / size];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new Block(layer, b * size, size, taps);
      blocks[b].fill(taps, weight);
    }
    return blocks;
  }

  private void fill(int taps, Weight weight) {
    for (int t = 0; t < taps; t++) {
      for (int o = 0; o < outputs; o++) {
        weights[t * outputs + o] = weight.of(first + o, t);
      }
    }
  }
}
