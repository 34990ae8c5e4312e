package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The last few results, to be sent again after a reconnect: what was written just before a
 * connection broke may never have arrived. Bounded by count and age; a result past its task's
 * deadline is not worth sending. Safe for any thread.
 */
final class RecentResults {
  static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int bound;
  private final LongSupplier nanoClock;
  private final Deque<Kept> kept = new ArrayDeque<>();

  private record Kept(TaskResult result, OptionalLong deadlineNanos, long sinceNanos) {}

  RecentResults(int bound, LongSupplier nanoClock) {
    this.bound = bound;
    this.nanoClock = nanoClock;
  }

  synchronized void add(TaskResult result, OptionalLong deadlineNanos) {
    kept.addLast(new Kept(result, deadlineNanos, nanoClock.getAsLong()));
    while (kept.size() > bound) {
      kept.removeFirst();
    }
  }

  /** The results that may still be wanted, oldest first; they are forgotten here. */
  synchronized List<TaskResult> takeWanted() {
    var now = nanoClock.getAsLong();
    var wanted = kept.stream().filter(k -> isWanted(k, now)).map(Kept::result).toList();
    kept.clear();
    return wanted;
  }

  private static boolean isWanted(Kept k, long now) {
    var young = now - k.sinceNanos() <= MAX_AGE_NANOS;
    return young && (k.deadlineNanos().isEmpty() || now - k.deadlineNanos().getAsLong() < 0);
  }
}
