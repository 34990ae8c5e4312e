package dev.p2c2g.gamer;

/**
 * The times of captures: an even grid that never drifts. A tick that is a whole interval late is
 * left out and counted, so that captures never bunch up. One thread.
 */
final class Ticker {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int fps;
  private final long startNanos;
  private long tick;
  private long skipped;

  Ticker(int fps, long startNanos) {
    this.fps = fps;
    this.startNanos = startNanos;
  }

  /** When the next capture is due; in the past by less than an interval when it is late. */
  long next(long nowNanos) {
    long missed = Math.max(0, (nowNanos - due(tick)) * fps / NANOS_PER_SECOND);
    skipped += missed;
    tick += missed + 1;
    return due(tick - 1);
  }

  long skipped() {
    return skipped;
  }

  // from the tick's number rather than by adding intervals, whose rounding would add up
  private long due(long number) {
    return startNanos + number * NANOS_PER_SECOND / fps;
  }
}
