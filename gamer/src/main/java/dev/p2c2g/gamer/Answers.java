package dev.p2c2g.gamer;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for futures that fail with a {@link TaskException}, and reading what they bring. */
final class Answers {
  private Answers() {}

  /** Empty when there is no answer within the timeout. */
  static <T> Optional<T> await(CompletableFuture<T> answer, Duration timeout)
      throws TaskException, InterruptedException {
    try {
      return Optional.of(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TaskException why) {
        throw why;
      }
      throw new IllegalStateException(e);
    }
  }

  static <T> T require(CompletableFuture<T> answer, long timeoutMs)
      throws TaskException, InterruptedException {
    return await(answer, Duration.ofMillis(timeoutMs))
        .orElseThrow(() ->
            new NoAnswerException(
                "no answer from the coordinator within %d ms".formatted(timeoutMs)));
  }

  /** The result itself, or why there is none. */
  static Payload payload(TaskResult result) throws TaskFailedException {
    return switch (result.outcome()) {
      case TaskResult.Success success -> success.result();
      case TaskResult.Failure failure ->
          throw new TaskFailedException(
              result.taskId(),
              failure.code().orElse(ErrorCode.INTERNAL.wireName()),
              failure.error());
    };
  }
}
