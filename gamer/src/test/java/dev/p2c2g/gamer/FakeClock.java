package dev.p2c2g.gamer;

import java.util.function.LongSupplier;

/** A clock that moves when it is told to; starts just before {@code nanoTime} would wrap around. */
final class FakeClock implements LongSupplier {
  private static final long START = Long.MAX_VALUE - 40_000_000;

  private long nowNanos = START;

  @Override
  public long getAsLong() {
    return nowNanos;
  }

  /** Sets the time, in milliseconds since the start. */
  void atMs(double ms) {
    nowNanos = nanos(ms);
  }

  /** The clock's value so many milliseconds after its start. */
  static long nanos(double ms) {
    return START + Math.round(ms * 1e6);
  }
}
