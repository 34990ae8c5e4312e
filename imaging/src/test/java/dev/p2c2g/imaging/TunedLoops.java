package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.NetworkKernels;

/** The quicker loops for tests of many pixels: the plain ones would take minutes. */
final class TunedLoops {
  private static final long MOST_NANOS = 5_000_000_000L;

  private TunedLoops() {}

  /** Chooses once for all tests of this process. */
  static void choose() {
    Rows.tune(MOST_NANOS);
    NetworkKernels.tune(MOST_NANOS);
    LearnedDoubler.tune(MOST_NANOS);
  }
}
