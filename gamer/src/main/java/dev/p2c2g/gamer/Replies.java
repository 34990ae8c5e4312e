package dev.p2c2g.gamer;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.TaskAccepted;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskStatus;
import dev.p2c2g.transport.LinkListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Matches what one connection brings to what was asked on it. Any thread asks, the event loop
 * answers. Whatever is still open when the connection ends fails with it.
 */
final class Replies implements LinkListener {
  /** Tasks open at once on one connection. */
  static final int MAX_OPEN = 1_024;

  /** Requests for statistics without an answer yet. */
  static final int MAX_STATS = 16;

  private static final Logger LOG = System.getLogger("gamer");

  /** Far shorter than any timeout: a timer for every task would cost two wake-ups each. */
  private static final long LOOK_MS = 200;

  /**
   * A task without its answer.
   *
   * @param untilNanos when it counts as unanswered
   */
  private record Expected(TaskHandle handle, long timeoutMs, long untilNanos) {}

  private final Map<String, Expected> open = new ConcurrentHashMap<>();
  private final Semaphore room = new Semaphore(MAX_OPEN);

  /** Answers carry no id: each goes to the one who has waited longest. */
  private final Queue<CompletableFuture<Stats>> statsAsked = new ArrayBlockingQueue<>(MAX_STATS);

  private final CompletableFuture<String> lost = new CompletableFuture<>();

  /** Begins to look for tasks that stay without an answer; ends with the connection. */
  void watch() {
    var watch =
        ForkJoinPool.commonPool()
            .scheduleWithFixedDelay(this::failUnanswered, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    var _ = lost.thenRun(() -> watch.cancel(false));
  }

  /**
   * Opens a place for a task's answers, before the task is sent.
   *
   * @param timeoutMs after which the task counts as unanswered
   * @param cancelTask as in {@link TaskHandle}
   * @param reader likewise
   * @return a handle, which has failed already when {@value #MAX_OPEN} tasks are open or the
   *     connection is gone
   */
  TaskHandle expect(
      String requestId, long timeoutMs, Consumer<String> cancelTask, ResultReader reader) {
    TaskHandle handle = new TaskHandle(requestId, cancelTask, reader);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    if (!room.tryAcquire()) {
      handle.fail(
          new SubmitRefusedException(
              ErrorCode.RATE_LIMITED.wireName(),
              MAX_OPEN + " tasks of this client are open; wait for some to end",
              OptionalLong.empty()));
      return handle;
    }
    open.put(requestId, new Expected(handle, timeoutMs, until));
    var _ =
        handle
            .result()
            .whenComplete((_, _) -> {
              open.remove(requestId);
              room.release();
            });
    // the end may have come after the connection was looked up and before the handle was open
    lostReason().ifPresent(reason -> handle.fail(new ConnectionLostException(reason)));
    return handle;
  }

  /** Opens a place for one answer with statistics. */
  CompletableFuture<Stats> expectStats() {
    CompletableFuture<Stats> answer = new CompletableFuture<>();
    if (!statsAsked.offer(answer)) {
      answer.completeExceptionally(
          new NoAnswerException(MAX_STATS + " requests for statistics are unanswered"));
    }
    lostReason()
        .ifPresent(reason -> answer.completeExceptionally(new ConnectionLostException(reason)));
    return answer;
  }

  /** Completed with the reason when the connection has ended. */
  CompletableFuture<String> lost() {
    return lost;
  }

  @Override
  public void received(Message message) {
    switch (message) {
      case TaskAccepted accepted ->
          find(accepted.requestId())
              .ifPresent(handle ->
                  handle.accepted(
                      new Acceptance(accepted.taskId(), accepted.expectedMs(), System.nanoTime())));
      case TaskStatus status ->
          find(status.requestId())
              .ifPresent(handle ->
                  handle.accepted(
                      new Acceptance(status.taskId(), OptionalDouble.empty(), System.nanoTime())));
      case TaskResult result ->
          result
              .delivery()
              .flatMap(delivery -> find(delivery.requestId()))
              .ifPresent(handle -> handle.finish(result));
      case ErrorMessage error -> refused(error);
      case Stats stats -> Optional.ofNullable(statsAsked.poll()).ifPresent(a -> a.complete(stats));
      default -> LOG.log(Level.DEBUG, "ignored a {0} message", message.getClass().getSimpleName());
    }
  }

  @Override
  public void closed(int code, String reason) {
    String detail = reason.isEmpty() ? "" : ": " + reason;
    lost.complete("the connection to the coordinator ended (%d%s)".formatted(code, detail));
    String why = lost.join();
    open.values().forEach(task -> task.handle().fail(new ConnectionLostException(why)));
    statsAsked.forEach(answer -> answer.completeExceptionally(new ConnectionLostException(why)));
  }

  private void refused(ErrorMessage error) {
    Optional<TaskHandle> handle = error.requestId().flatMap(this::find);
    if (handle.isEmpty()) {
      LOG.log(Level.WARNING, "the coordinator says {0}: {1}", error.code(), error.message());
    }
    handle.ifPresent(h ->
        h.fail(new SubmitRefusedException(error.code(), error.message(), error.retryAfterMs())));
  }

  private Optional<TaskHandle> find(String requestId) {
    return Optional.ofNullable(open.get(requestId)).map(Expected::handle);
  }

  private Optional<String> lostReason() {
    return lost.isDone() ? Optional.of(lost.join()) : Optional.empty();
  }

  private void failUnanswered() {
    long now = System.nanoTime();
    for (Expected task : open.values()) {
      if (task.untilNanos() - now <= 0) {
        task.handle()
            .fail(
                new NoAnswerException(
                    "no answer to %s from the coordinator within %d ms"
                        .formatted(task.handle().requestId(), task.timeoutMs())));
      }
    }
  }
}
