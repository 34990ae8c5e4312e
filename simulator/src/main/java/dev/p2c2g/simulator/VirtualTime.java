package dev.p2c2g.simulator;

/** A clock that moves from one event to the next. One thread owns it. */
final class VirtualTime {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000 * MS;

  private final EventQueue queue = new EventQueue();
  private long nowNanos;
  private long events;

  long now() {
    return nowNanos;
  }

  /** Events so far. */
  long events() {
    return events;
  }

  /** Lets something happen at an instant, now at the earliest. */
  void at(long nanos, Runnable action) {
    queue.add(Math.max(nanos, nowNanos), action);
  }

  void after(long nanos, Runnable action) {
    at(nowNanos + nanos, action);
  }

  /** Plays everything up to and including an instant. */
  void runUntil(long endNanos) {
    while (!queue.isEmpty() && queue.firstTime() <= endNanos) {
      nowNanos = queue.firstTime();
      events++;
      queue.poll().run();
    }
    nowNanos = endNanos;
  }
}
