package dev.p2c2g.transport;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Knows how long the other side has left a question unanswered. Safe for any thread. */
final class Liveness {
  private final LongSupplier nanoClock;
  private OptionalLong askedNanos = OptionalLong.empty();

  Liveness(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** A question goes out; a second one does not make the first younger. */
  synchronized void asked() {
    if (askedNanos.isEmpty()) {
      askedNanos = OptionalLong.of(nanoClock.getAsLong());
    }
  }

  /** Whatever comes from the other side shows that it lives. */
  synchronized void heard() {
    askedNanos = OptionalLong.empty();
  }

  /** Milliseconds since the oldest question that nothing followed; 0 when none is open. */
  synchronized long unansweredMs() {
    return askedNanos.isEmpty()
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - askedNanos.getAsLong());
  }
}
