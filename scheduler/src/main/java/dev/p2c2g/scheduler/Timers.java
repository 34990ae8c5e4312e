package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The instants at which something runs out, one per owner at most, so that nothing stale is ever
 * kept. Instants that are equal come in the order in which they were set.
 */
final class Timers {
  /** What can run out. */
  sealed interface Owner permits Piece, ConnectedPeer, Line {}

  private record Timer(long atNanos, long sequence, Owner owner) {}

  private final TreeSet<Timer> ordered =
      new TreeSet<>(Comparator.comparingLong(Timer::atNanos).thenComparingLong(Timer::sequence));
  private final Map<Owner, Timer> byOwner = new HashMap<>();
  private long sequence;

  /** The instant that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  /** Sets the owner's instant in place of the one before; {@link #NEVER} for none. */
  void set(Owner owner, long atNanos) {
    clear(owner);
    if (atNanos == NEVER) {
      return;
    }
    Timer timer = new Timer(atNanos, sequence++, owner);
    ordered.add(timer);
    byOwner.put(owner, timer);
  }

  void clear(Owner owner) {
    Timer timer = byOwner.remove(owner);
    if (timer != null) {
      ordered.remove(timer);
    }
  }

  /** When the owner's time comes; {@link #NEVER} for none. */
  long atNanos(Owner owner) {
    Timer timer = byOwner.get(owner);
    return timer == null ? NEVER : timer.atNanos();
  }

  OptionalLong earliestNanos() {
    return ordered.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ordered.first().atNanos());
  }

  /** Takes out the owner whose instant has come first, if any has come. */
  Optional<Owner> takeDue(long nowNanos) {
    if (ordered.isEmpty() || ordered.first().atNanos() > nowNanos) {
      return Optional.empty();
    }
    Timer timer = ordered.removeFirst();
    byOwner.remove(timer.owner());
    return Optional.of(timer.owner());
  }

  /** {@code a + b} for {@code b >= 0}, or {@link #NEVER} where that is too late to express. */
  static long after(long aNanos, long bNanos) {
    long sum = aNanos + bNanos;
    return sum < aNanos ? NEVER : sum;
  }
}
