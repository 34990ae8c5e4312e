package dev.p2c2g.imaging.network;

/** A 3x3 convolution, four rows at a time, see {@link Winograd}. */
final class WinogradStage extends Stage {
  private final float[] a;
  private final Kernels kernels;
  private final LayerPlan plan;
  private final Stage input;
  private final int scratch;
  private final int[] taps;
  private final int[] window = new int[Winograd.WINDOW];
  private final int[] rows = new int[Winograd.ROWS];

  /**
   * @param scratch where transformed rows may be kept while rows are made
   */
  WinogradStage(
      float[] a,
      Kernels kernels,
      LayerPlan plan,
      Ring ring,
      int firstGroup,
      Stage input,
      int scratch) {
    super(ring, firstGroup);
    this.a = a;
    this.kernels = kernels;
    this.plan = plan;
    this.input = input;
    this.scratch = scratch;
    taps = new int[plan.taps()];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t / 3 * Winograd.WINDOW * input.ring.stride() + t % 3;
    }
  }

  /** Elements of scratch that a stage needs. */
  static int scratch(LayerPlan plan, int inputStride) {
    int outputs = plan.blocks()[0].outputs;
    return Winograd.WINDOW * (plan.layer().inputs() + outputs) * inputStride;
  }

  @Override
  void make(int y) {
    input.makeUpTo(y + Winograd.ROWS);
    int stride = input.ring.stride();
    for (int i = 0; i < plan.layer().inputs(); i++) {
      for (int row = 0; row < Winograd.WINDOW; row++) {
        window[row] = input.ring.at(i, y - 1 + row);
      }
      int to = scratch + i * Winograd.WINDOW * stride;
      kernels.transform(a, window, to, stride, input.ring.columns());
    }
    int sums = scratch + plan.layer().inputs() * Winograd.WINDOW * stride;
    for (Block[] ofSixRows : plan.transformed()) {
      makeBlock(ofSixRows, y, sums, stride);
    }
  }

  /** The sums of one block for each of the six transformed rows, and four rows from these. */
  private void makeBlock(Block[] ofSixRows, int y, int sums, int stride) {
    int apart = Winograd.WINDOW * stride;
    for (int j = 0; j < Winograd.WINDOW; j++) {
      int base = scratch + j * stride;
      kernels.convolve(a, taps, base, ofSixRows[j], sums + j * stride, apart, ring.columns());
    }
    Block block = ofSixRows[0];
    for (int o = 0; o < block.outputs; o++) {
      for (int row = 0; row < Winograd.ROWS; row++) {
        rows[row] = ring.at(block.first + o, y + row);
      }
      int from = sums + o * apart;
      kernels.restore(a, from, stride, block.biases[o], block.slopes[o], rows, ring.columns());
    }
  }
}
