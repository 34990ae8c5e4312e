package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Results of embedded submissions until they are collected or too old, within bounds of count and
 * bytes: the oldest finished one goes first. Safe for any thread: embedders wait here while the
 * scheduler thread delivers.
 */
final class ResultShelf {
  private final LimitSettings limits;
  private final LongSupplier nanoClock;
  private final Map<String, CompletableFuture<TaskResult>> awaited = new LinkedHashMap<>();
  private final Map<String, Finished> finished = new LinkedHashMap<>();
  private long finishedBytes;

  private record Finished(TaskResult result, int bytes, long atNanos) {}

  ResultShelf(LimitSettings limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  synchronized void expect(String taskId) {
    awaited.put(taskId, new CompletableFuture<>());
  }

  synchronized void forget(String taskId) {
    awaited.remove(taskId);
  }

  /** Takes in an outcome, and wakes whoever waits for it. */
  synchronized void put(TaskResult result) {
    var bytes =
        result.outcome() instanceof TaskResult.Success success ? success.result().size() : 0;
    finished.put(result.taskId(), new Finished(result, bytes, nanoClock.getAsLong()));
    finishedBytes += bytes;
    Optional.ofNullable(awaited.remove(result.taskId()))
        .ifPresent(waiting -> waiting.complete(result));
    dropOldest();
  }

  /** The result, now or later; empty when no such task is known, or its result was dropped. */
  synchronized Optional<CompletableFuture<TaskResult>> find(String taskId) {
    dropOldest();
    var done =
        Optional.ofNullable(finished.get(taskId))
            .map(f -> CompletableFuture.completedFuture(f.result()));
    return done.or(() -> Optional.ofNullable(awaited.get(taskId)));
  }

  private void dropOldest() {
    var oldest = finished.values().iterator();
    while (oldest.hasNext()) {
      var next = oldest.next();
      var tooOld = nanoClock.getAsLong() - next.atNanos() > limits.resultTtlMs() * 1_000_000;
      if (!tooOld
          && finished.size() <= limits.maxKeptResults()
          && finishedBytes <= limits.maxKeptBytes()) {
        return;
      }
      finishedBytes -= next.bytes();
      oldest.remove();
    }
  }

  /**
   * An owner whose results end here; {@code answered} hears why the task was refused, or empty when
   * it was accepted.
   */
  TaskOwner owner(CompletableFuture<Optional<TaskRefusedException>> answered) {
    return new TaskOwner() {
      @Override
      public void accepted(String taskId, OptionalLong expectedNanos) {
        answered.complete(Optional.empty());
      }

      @Override
      public void refused(String taskId, Refusal why) {
        forget(taskId);
        answered.complete(Optional.of(new TaskRefusedException(why.code(), why.message())));
      }

      @Override
      public void finished(TaskResult result) {
        put(result);
      }
    };
  }
}
