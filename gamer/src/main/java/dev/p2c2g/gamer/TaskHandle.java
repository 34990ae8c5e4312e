package dev.p2c2g.gamer;

import dev.p2c2g.protocol.TaskResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A submitted task. Both futures are completed exactly once, mostly by the network's event loop, so
 * what is attached to them must not block; a failure is always a {@link TaskException}.
 */
public final class TaskHandle {
  private final String requestId;
  private final Consumer<String> cancelTask;
  private final ResultReader reader;
  private final CompletableFuture<String> taskId = new CompletableFuture<>();
  private final CompletableFuture<TaskResult> result = new CompletableFuture<>();
  private volatile Optional<Acceptance> acceptance = Optional.empty();

  /**
   * @param cancelTask tells the coordinator that the task of that id is no longer wanted
   * @param reader makes of what comes as the result what {@link #result} is completed with
   */
  TaskHandle(String requestId, Consumer<String> cancelTask, ResultReader reader) {
    this.requestId = requestId;
    this.cancelTask = cancelTask;
    this.reader = reader;
  }

  /** This client's own name for the task. */
  public String requestId() {
    return requestId;
  }

  /** The coordinator's name for the task, once it is accepted. */
  public CompletableFuture<String> taskId() {
    return taskId;
  }

  /** What the coordinator said as it took the task in; empty until then, and when it refused. */
  public Optional<Acceptance> acceptance() {
    return acceptance;
  }

  /**
   * How the task ended, well or badly as {@link TaskResult#outcome()} says. Fails when there is no
   * such answer: refused, connection lost, or nothing said in time.
   */
  public CompletableFuture<TaskResult> result() {
    return result;
  }

  /**
   * Tells the coordinator that nobody waits for the result any more; best effort. The result still
   * completes: mostly as a failure with code {@code cancelled}.
   */
  public void cancel() {
    var _ =
        taskId.thenAccept(id -> {
          if (!result.isDone()) {
            cancelTask.accept(id);
          }
        });
  }

  void accepted(Acceptance said) {
    acceptance = Optional.of(said);
    taskId.complete(said.taskId());
  }

  void finish(TaskResult answer) {
    taskId.complete(answer.taskId());
    try {
      result.complete(reader.read(answer));
    } catch (UnopenedResultException e) {
      result.completeExceptionally(e);
    }
  }

  void fail(TaskException why) {
    taskId.completeExceptionally(why);
    result.completeExceptionally(why);
  }
}
