package dev.p2c2g.scheduler;

/**
 * How many second tries are allowed: a share of the accepted tasks, saved up for bad moments, but
 * not for long (Dean, Barroso: The Tail at Scale, 2013). Slow attempts may not spend the last of
 * it: that is kept for silent peers.
 */
final class HedgeBudget {
  private static final double MOST = 10;
  private static final double KEPT_FOR_SILENCE = 3;

  private final double share;
  private double saved;

  HedgeBudget(double share) {
    this.share = share;
    this.saved = share == 0 ? 0 : KEPT_FOR_SILENCE;
  }

  /** A task came in. */
  void earn() {
    saved = Math.min(MOST, saved + share);
  }

  boolean allows(Choice.Why why) {
    return saved >= (why == Choice.Why.HEDGE_SLOW ? 1 + KEPT_FOR_SILENCE : 1);
  }

  void spend() {
    saved--;
  }
}
