package dev.p2c2g.peer;

import dev.p2c2g.protocol.TaskAssign;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final Map<String, Held> held = new HashMap<>();

  /**
   * A task from its arrival to its end here.
   *
   * @param source the connection it came over
   * @param attempt the newest that asked for it
   */
  private record Held(Object source, AtomicBoolean cancelled, int attempt) {
    boolean isWanted() {
      return !cancelled.get();
    }
  }

  OpenWork(int bound) {
    waiting = new LinkedBlockingQueue<>(bound);
  }

  /**
   * Takes a task in; false when there is no room. One that is here already, from before its
   * connection broke, is not done twice: the result on its way answers both.
   *
   * @param source the connection it came over
   */
  synchronized boolean offer(TaskAssign task, Object source) {
    var before = Optional.ofNullable(held.get(task.taskId())).filter(Held::isWanted);
    if (before.isPresent()) {
      held.put(task.taskId(), new Held(source, before.get().cancelled(), task.attempt()));
      return true;
    }
    // held before it waits: the lane that takes it finds its token
    held.put(task.taskId(), new Held(source, new AtomicBoolean(), task.attempt()));
    if (!waiting.offer(task)) {
      held.remove(task.taskId());
      return false;
    }
    return true;
  }

  Optional<TaskAssign> next(long timeout, TimeUnit unit) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(timeout, unit));
  }

  /** Nobody wants this task any more: it is not begun, or its lane is told. */
  synchronized void cancel(String taskId) {
    Optional.ofNullable(held.get(taskId)).ifPresent(task -> task.cancelled().set(true));
    if (waiting.removeIf(task -> task.taskId().equals(taskId))) {
      held.remove(taskId);
    }
  }

  /** Nobody wants any task any more; returns how many were still wanted. */
  synchronized int cancelAll() {
    var wanted = (int) held.values().stream().filter(Held::isWanted).count();
    held.values().forEach(task -> task.cancelled().set(true));
    waiting.forEach(task -> held.remove(task.taskId()));
    waiting.clear();
    notifyAll();
    return wanted;
  }

  /** A connection is gone, and with it the right to its tasks that have not begun. */
  synchronized void dropWaiting(Object source) {
    waiting.removeIf(task -> {
      var dropped =
          Optional.ofNullable(held.get(task.taskId())).filter(h -> h.source().equals(source));
      dropped.ifPresent(_ -> held.remove(task.taskId()));
      return dropped.isPresent();
    });
  }

  /** Tells the lane that does the task whether it was cancelled since. */
  synchronized BooleanSupplier cancelToken(String taskId) {
    return Optional.ofNullable(held.get(taskId))
        .<BooleanSupplier>map(task -> task.cancelled()::get)
        .orElse(() -> false);
  }

  /** The newest attempt that asked for a task; empty for one that is not here. */
  synchronized OptionalInt attempt(String taskId) {
    var task = Optional.ofNullable(held.get(taskId));
    return task.map(h -> OptionalInt.of(h.attempt())).orElse(OptionalInt.empty());
  }

  /** The lane is through with a task. */
  synchronized void done(String taskId) {
    held.remove(taskId);
    notifyAll();
  }

  /** The lane is through with a task that was cancelled, and that may have come again since. */
  synchronized void abandon(String taskId) {
    Optional.ofNullable(held.get(taskId))
        .filter(task -> !task.isWanted())
        .ifPresent(_ -> held.remove(taskId));
    notifyAll();
  }

  /** Waits until no task waits or is being done; false when some still is after that time. */
  synchronized boolean awaitNone(long timeoutMs) throws InterruptedException {
    var untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (!held.isEmpty()) {
      var leftNanos = untilNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
    }
    return true;
  }

  /** Tasks waiting or being done. */
  synchronized int size() {
    return held.size();
  }
}
