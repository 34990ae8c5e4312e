package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.NetworkKernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares both sets of inner loops in a process of its own, and has the timing at start choose
 * among them, within so many milliseconds each. Prints a line for each algorithm, and the choice;
 * exits with 1 where they differ.
 */
final class TwinsMain {
  private static final int CASES = 25;

  private TwinsMain() {}

  public static void main(String[] args) throws Exception {
    long tuneNanos = Long.parseLong(args[0]) * 1_000_000;
    Rows.tune(tuneNanos);
    LearnedDoubler.tune(tuneNanos);
    NetworkKernels.tune(tuneNanos);
    System.out.println(FramePipeline.loops());
    List<String> algorithms = new ArrayList<>(List.of("cubic", "learned", "sharp"));
    if (!NetworkKernels.report().contains("no fused multiply-add")) {
      algorithms.addAll(List.of("xs", "s"));
    }
    int greatest = 0;
    try (Twins twins = new Twins()) {
      for (String algorithm : algorithms) {
        int difference = twins.greatestDifference(algorithm, 0, CASES);
        System.out.println(algorithm + " differs by " + difference);
        greatest = Math.max(greatest, difference);
      }
    }
    System.exit(greatest > 1 ? 1 : 0);
  }
}
