package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskAssign;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The tasks a peer was given: those that wait for a lane, and those being done. The network's
 * thread puts in and cancels, the lanes take out. Bounded: a coordinator that sends more than was
 * agreed is told so.
 */
final class OpenWork {
  private final LinkedBlockingQueue<TaskAssign> waiting;
  private final Map<String, AtomicBoolean> cancelTokens = new ConcurrentHashMap<>();

  OpenWork(int bound) {
    waiting = new LinkedBlockingQueue<>(bound);
  }

  /** Takes a task in; false when there is no room. */
  boolean offer(TaskAssign task) {
    if (!waiting.offer(task)) {
      return false;
    }
    cancelTokens.put(task.taskId(), new AtomicBoolean());
    return true;
  }

  Optional<TaskAssign> next(long timeout, TimeUnit unit) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(timeout, unit));
  }

  /** Nobody wants this task any more. */
  void cancel(String taskId) {
    waiting.removeIf(task -> task.taskId().equals(taskId));
    Optional.ofNullable(cancelTokens.remove(taskId)).ifPresent(token -> token.set(true));
  }

  /** The connection is gone, and with it the right to all its tasks that have not begun. */
  void dropWaiting() {
    waiting.forEach(task -> cancel(task.taskId()));
  }

  /** Tells the lane that does the task whether it was cancelled since. */
  BooleanSupplier cancelToken(String taskId) {
    var token = cancelTokens.get(taskId);
    return token == null ? () -> true : token::get;
  }

  void done(String taskId) {
    cancelTokens.remove(taskId);
  }

  /** Tasks waiting or being done. */
  int size() {
    return cancelTokens.size();
  }
}
