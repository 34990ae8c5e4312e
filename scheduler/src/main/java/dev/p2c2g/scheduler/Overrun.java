package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/**
 * Tells when an attempt takes longer than this peer usually does. Follows the 75th percentile of
 * its times per work unit by a multiplicative form of the Frugal-1U estimator (Ma, Muthukrishnan,
 * Sandler 2013): up by three small steps when a sample is above, down by one when it is below. Rare
 * slow tasks do not move it, unlike {@link PeerEstimate}, which is meant to feel them.
 */
final class Overrun {
  private static final double STEP = 0.02;
  private static final double FIRST_STEPS = 0.10;
  private static final int LEARNED_AFTER = 12;
  private static final double MARGIN = 1.15;
  private static final long LEAST_MARGIN_NANOS = 2_000_000;

  private double quartile;
  private int samples;

  void sample(double nanosPerUnit) {
    if (samples++ == 0) {
      quartile = nanosPerUnit;
      return;
    }
    double step = samples < LEARNED_AFTER ? FIRST_STEPS : STEP;
    quartile *= nanosPerUnit > quartile ? 1 + 3 * step : 1 - step;
  }

  /** What three of four attempts take at most; empty until enough is known. */
  OptionalLong usualNanos(double workUnits) {
    return samples < LEARNED_AFTER
        ? OptionalLong.empty()
        : OptionalLong.of((long) (quartile * workUnits));
  }

  /** How long an attempt may take before it is an overrun; empty until enough is known. */
  OptionalLong afterNanos(double workUnits) {
    return samples < LEARNED_AFTER
        ? OptionalLong.empty()
        : OptionalLong.of((long) (MARGIN * quartile * workUnits) + LEAST_MARGIN_NANOS);
  }
}
