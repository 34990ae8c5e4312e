package dev.p2c2g.imaging.network;

import java.util.List;

/** A convolution as its definition has it, row by row. The last one adds the skip from luma. */
final class DirectStage extends Stage {
  private final float[] a;
  private final Kernels kernels;
  private final LayerPlan plan;
  private final List<Stage> inputs;
  private final int[] taps;

  /**
   * @param inputs the stage before; for a plan with a skip, the luma's after it
   */
  DirectStage(
      float[] a, Kernels kernels, LayerPlan plan, Ring ring, int firstGroup, List<Stage> inputs) {
    super(ring, firstGroup);
    this.a = a;
    this.kernels = kernels;
    this.plan = plan;
    this.inputs = inputs;
    taps = new int[plan.taps()];
  }

  @Override
  void make(int y) {
    inputs.getFirst().makeUpTo(y + Ring.GROUP - 1 + plan.layer().radius());
    for (int row = y; row < y + Ring.GROUP; row++) {
      aim(row);
      for (Block block : plan.blocks()) {
        int apart = ring.rows() * ring.stride();
        int out = ring.at(block.first, row);
        kernels.convolve(a, taps, 0, block, out, apart, ring.columns());
        for (int o = 0; o < block.outputs; o++) {
          kernels.activate(a, out + o * apart, block.biases[o], block.slopes[o], ring.columns());
        }
      }
    }
  }

  /** Points the taps at the rows around this one. */
  private void aim(int row) {
    int next = aim(0, row, plan.layer(), inputs.getFirst().ring);
    if (plan.skip().isPresent()) {
      aim(next, row, plan.skip().get(), inputs.getLast().ring);
    }
  }

  private int aim(int first, int row, Convolution layer, Ring from) {
    int t = first;
    int left = ring.x() - layer.radius() - from.x();
    for (int i = 0; i < layer.inputs(); i++) {
      for (int ky = 0; ky < layer.kernel(); ky++) {
        int at = from.at(i, row + ky - layer.radius()) + left;
        for (int kx = 0; kx < layer.kernel(); kx++) {
          taps[t++] = at + kx;
        }
      }
    }
    return t;
  }
}
