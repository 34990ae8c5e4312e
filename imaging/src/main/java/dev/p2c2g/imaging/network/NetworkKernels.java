package dev.p2c2g.imaging.network;

import dev.p2c2g.imaging.kernels.KernelChoice;

/** Which {@link Kernels} run networks. */
public final class NetworkKernels {
  private static final KernelChoice<Kernels> CHOICE =
      new KernelChoice<>("networks", new ScalarKernels(), VectorKernels::new, Kernels::name);

  private NetworkKernels() {}

  static Kernels active() {
    return CHOICE.active();
  }

  /** One line for the log. */
  public static String report() {
    return CHOICE.report();
  }

  /** Finds out which loops are quicker, in at most so long. */
  public static void tune(long maxNanos) {
    CHOICE.tune(new KernelSample()::runSome, maxNanos);
  }
}
