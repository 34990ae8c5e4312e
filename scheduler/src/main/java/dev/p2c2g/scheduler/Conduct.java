package dev.p2c2g.scheduler;

/**
 * Whether a peer deserves tasks now. Two failures in a row make it avoided for a quarter of a
 * second, each further one for twice as long, at most 30 s; then it gets one task at a time until
 * one succeeds.
 */
final class Conduct {
  private static final long FIRST_NANOS = 250_000_000;
  private static final long MOST_NANOS = 30_000_000_000L;
  private static final int MOST_DOUBLINGS = 8;
  private static final int TOLERATED = 1;

  private int failuresInARow;
  private long avoidedUntilNanos = Long.MIN_VALUE;

  void succeeded() {
    failuresInARow = 0;
    avoidedUntilNanos = Long.MIN_VALUE;
  }

  void failed(long nowNanos) {
    failuresInARow++;
    if (failuresInARow > TOLERATED) {
      int doublings = Math.min(failuresInARow - TOLERATED - 1, MOST_DOUBLINGS);
      avoidedUntilNanos = nowNanos + Math.min(MOST_NANOS, FIRST_NANOS << doublings);
    }
  }

  /** One of the failures was the task's fault. */
  void forgive() {
    failuresInARow = Math.max(0, failuresInARow - 1);
    if (failuresInARow <= TOLERATED) {
      avoidedUntilNanos = Long.MIN_VALUE;
    }
  }

  boolean isAvoided(long nowNanos) {
    return nowNanos < avoidedUntilNanos;
  }

  /** When it ends to be avoided; {@link Timers#NEVER} while it is not. */
  long avoidedUntilNanos(long nowNanos) {
    return isAvoided(nowNanos) ? avoidedUntilNanos : Timers.NEVER;
  }

  boolean onProbation() {
    return failuresInARow > TOLERATED;
  }
}
