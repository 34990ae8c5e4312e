package dev.p2c2g.imaging;

import dev.p2c2g.imaging.kernels.KernelChoice;

/** Which {@link RowKernels} run. */
final class Rows {
  private static final int LENGTH = 240;
  private static final int BATCH = 40;
  private static final KernelChoice<RowKernels> CHOICE =
      new KernelChoice<>("rows", new ScalarRows(), VectorRows::new, RowKernels::name);

  private Rows() {}

  static RowKernels active() {
    return CHOICE.active();
  }

  /** One line for the log. */
  static String report() {
    return CHOICE.report();
  }

  /** Finds out on short rows which loops are quicker, in at most so long. */
  static void tune(long maxNanos) {
    RowSample sample = new RowSample(LENGTH);
    CHOICE.tune(kernels -> sample.run(kernels, BATCH), maxNanos);
  }
}
