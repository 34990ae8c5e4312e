package dev.p2c2g.gamer;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets frames through to the coordinator while fewer than the limit are in flight and it has not
 * asked for a pause. One thread enters; any thread leaves.
 */
final class SubmitGate {
  private final int limit;
  private final LongSupplier nanoTime;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong heldUntilNanos;

  SubmitGate(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.heldUntilNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Takes a place; or tells why there is none. */
  Optional<LocalCause> enter() {
    if (nanoTime.getAsLong() - heldUntilNanos.get() < 0) {
      return Optional.of(LocalCause.HELD_BACK);
    }
    if (inFlight.get() >= limit) {
      return Optional.of(LocalCause.IN_FLIGHT);
    }
    inFlight.incrementAndGet();
    return Optional.empty();
  }

  /** Gives a place back. */
  void leave() {
    inFlight.decrementAndGet();
  }

  /** Gives a place back after a refusal; with a time to wait, nobody enters until it is over. */
  void leaveRefused(OptionalLong retryAfterMs) {
    leave();
    if (retryAfterMs.isPresent()) {
      heldUntilNanos.set(
          nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(retryAfterMs.getAsLong()));
    }
  }

  int inFlight() {
    return inFlight.get();
  }
}
