package dev.p2c2g.coordinator;

/**
 * A token bucket: so many tasks a second, and up to one second's worth at once. Owned by one
 * thread.
 *
 * <p>Tokens are kept as nanoseconds of credit, so nothing is lost to rounding.
 */
final class TaskRate {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerTask;
  private long credit = SECOND;
  private long lastNanos;

  TaskRate(int tasksPerSecond, long nowNanos) {
    nanosPerTask = SECOND / tasksPerSecond;
    lastNanos = nowNanos;
  }

  /** Milliseconds to wait before the next task may come; 0 when this one may, and is counted. */
  long take(long nowNanos) {
    credit = Math.min(SECOND, credit + nowNanos - lastNanos);
    lastNanos = nowNanos;
    if (credit < nanosPerTask) {
      return 1 + (nanosPerTask - credit) / 1_000_000;
    }
    credit -= nanosPerTask;
    return 0;
  }
}
