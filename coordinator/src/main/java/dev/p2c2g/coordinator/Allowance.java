package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one gamer may ask for, over however many connections: tasks and bytes a second, tasks open
 * at a time, messages a second. Safe for any thread.
 */
final class Allowance {
  /** When one of many open tasks may be over, in milliseconds. */
  private static final long SOON_MS = 50;

  /** For each task that may be submitted: it may be cancelled, and asked about, and some more. */
  private static final long MESSAGES_PER_TASK = 4;

  private final LimitSettings limits;
  private final Bucket tasks;
  private final Bucket bytes;
  private final Bucket messages;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder spentTasks = new LongAdder();
  private final LongAdder spentBytes = new LongAdder();

  Allowance(LimitSettings limits) {
    this.limits = limits;
    this.tasks = bucket(limits.maxTasksPerSecondPerGamer());
    // a message of the largest size must fit at all
    this.bytes = bucket(limits.maxBytesPerSecondPerGamer());
    this.messages = bucket(MESSAGES_PER_TASK * limits.maxTasksPerSecondPerGamer());
  }

  private static Bucket bucket(long perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Counts a message, whatever it says: to read and refuse it costs something, too.
   *
   * @return nanoseconds for which its connection should not be read; 0 for a gamer who sends no
   *     more than its tasks need
   */
  long heard() {
    return messages.consumeIgnoringRateLimits(1);
  }

  /** Why a task is not taken now; empty when it may be, and it is counted. */
  Optional<Refusal> take(int payloadBytes) {
    var most = limits.maxInFlightPerGamer();
    if (open.get() >= most) {
      return refusal(open.get() + " of your tasks are open; at most " + most + " may be", SOON_MS);
    }
    var task = ask("more than " + limits.maxTasksPerSecondPerGamer() + " tasks a second", tasks, 1);
    if (task.isPresent()) {
      return task;
    }
    spentTasks.increment();
    var size = Math.max(1, payloadBytes);
    var refusal =
        ask("more than " + limits.maxBytesPerSecondPerGamer() + " bytes a second", bytes, size);
    if (refusal.isEmpty()) {
      spentBytes.add(size);
    }
    return refusal;
  }

  /** What was taken here so far. */
  Spent spent() {
    return new Spent(spentTasks.sum(), spentBytes.sum());
  }

  /** The gamer took that elsewhere, without this having been asked: there is so much less. */
  void charge(Spent elsewhere) {
    // a debt of more than a second's worth would outlast its cause
    charge(tasks, Math.min(elsewhere.tasks(), limits.maxTasksPerSecondPerGamer()));
    charge(bytes, Math.min(elsewhere.bytes(), limits.maxBytesPerSecondPerGamer()));
  }

  private static void charge(Bucket bucket, long tokens) {
    if (tokens > 0) {
      var _ = bucket.consumeIgnoringRateLimits(tokens);
    }
  }

  /** Why a question is not answered now; empty when it may be, and it is counted as a task. */
  Optional<Refusal> takeQuestion() {
    return ask("more than " + limits.maxTasksPerSecondPerGamer() + " requests a second", tasks, 1);
  }

  void began() {
    open.incrementAndGet();
  }

  void ended() {
    open.decrementAndGet();
  }

  private static Optional<Refusal> ask(String refusal, Bucket bucket, long tokens) {
    var probe = bucket.tryConsumeAndReturnRemaining(tokens);
    return probe.isConsumed()
        ? Optional.empty()
        : refusal(refusal, 1 + TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill()));
  }

  private static Optional<Refusal> refusal(String message, long retryAfterMs) {
    return Optional.of(new Refusal(ErrorCode.RATE_LIMITED, message, OptionalLong.of(retryAfterMs)));
  }
}
