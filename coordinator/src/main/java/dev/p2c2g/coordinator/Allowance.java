package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
    return task.isPresent()
        ? task
        : ask(
            "more than " + limits.maxBytesPerSecondPerGamer() + " bytes a second",
            bytes,
            Math.max(1, payloadBytes));
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
