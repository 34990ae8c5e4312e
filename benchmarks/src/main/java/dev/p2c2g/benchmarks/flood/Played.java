package dev.p2c2g.benchmarks.flood;

import java.util.Map;

/**
 * What became of the frames of a while.
 *
 * @param inTime came back upscaled within the deadline, counted from when they were due to be sent:
 *     a sender that was held up is late, too
 * @param p50Ms of all that came back
 * @param lost that did not come back, by cause
 */
public record Played(int sent, int inTime, double p50Ms, double p99Ms, Map<String, Integer> lost) {
  /** Copies. */
  public Played {
    lost = Map.copyOf(lost);
  }

  /** 0 to 100. */
  public double percentInTime() {
    return 100.0 * inTime / sent;
  }
}
