package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The last few good results, to be sent again after a reconnect: what was written just before a
 * connection broke may never have arrived. Failures are not kept, as a lost connection fails its
 * tasks anyway. Bounded by count, bytes and age; a result past its task's deadline is not worth
 * sending. Safe for any thread.
 */
final class RecentResults {
  static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(10);
  static final long MAX_BYTES = 64L << 20;

  private final int bound;
  private final LongSupplier nanoClock;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private long bytes;

  private record Kept(TaskResult result, int size, OptionalLong deadlineNanos, long sinceNanos) {}

  RecentResults(int bound, LongSupplier nanoClock) {
    this.bound = bound;
    this.nanoClock = nanoClock;
  }

  synchronized void add(TaskResult result, OptionalLong deadlineNanos) {
    if (result.outcome() instanceof TaskResult.Success success) {
      var size = success.result().size();
      kept.addLast(new Kept(result, size, deadlineNanos, nanoClock.getAsLong()));
      bytes += size;
      while (kept.size() > bound || bytes > MAX_BYTES) {
        bytes -= kept.removeFirst().size();
      }
    }
  }

  /** The results that may still be wanted, oldest first. */
  synchronized List<TaskResult> wanted() {
    var now = nanoClock.getAsLong();
    kept.removeIf(k -> !isWanted(k, now));
    bytes = kept.stream().mapToLong(Kept::size).sum();
    return kept.stream().map(Kept::result).toList();
  }

  /** None of these is to be sent again. */
  synchronized void forgetAll() {
    kept.clear();
    bytes = 0;
  }

  private static boolean isWanted(Kept k, long now) {
    var young = now - k.sinceNanos() <= MAX_AGE_NANOS;
    return young && (k.deadlineNanos().isEmpty() || now - k.deadlineNanos().getAsLong() < 0);
  }
}
