package dev.p2c2g.peer;

import dev.p2c2g.transport.Backoff;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts tries to connect again in a row, and how long to wait before each. A success starts the
 * count again; the waits grow on until a connection has stood for a while, so that a coordinator
 * that takes in and throws out is not stormed. Used by one thread.
 */
final class Retries {
  /** A connection that stood so long was a good one. */
  static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final int attempts;
  private final Backoff backoff;
  private final LongSupplier nanoClock;
  private int tries;
  private int waits;
  private long connectedNanos;

  /**
   * @param attempts tries in a row before giving up, 0 or more
   */
  Retries(int attempts, Backoff backoff, LongSupplier nanoClock) {
    this.attempts = attempts;
    this.backoff = backoff;
    this.nanoClock = nanoClock;
  }

  void connected() {
    tries = 0;
    connectedNanos = nanoClock.getAsLong();
  }

  /** A connection that {@link #connected} told of has ended. */
  void lost() {
    if (nanoClock.getAsLong() - connectedNanos >= STEADY_NANOS) {
      waits = 0;
    }
  }

  /** Milliseconds to wait before the next try; empty when it is time to give up. */
  OptionalLong next() {
    if (tries >= attempts) {
      return OptionalLong.empty();
    }
    tries++;
    waits++;
    return OptionalLong.of(backoff.delayMs(waits));
  }

  /** The number of the try that {@link #next} allowed. */
  int tries() {
    return tries;
  }
}
