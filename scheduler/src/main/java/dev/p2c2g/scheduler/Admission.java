package dev.p2c2g.scheduler;

import java.util.Optional;

/** Decides at submission, so that a gamer hears at once what would otherwise end in a timeout. */
final class Admission {
  private final CoreState state;
  private boolean draining;

  Admission(CoreState state) {
    this.state = state;
  }

  /** From now on every task is refused. */
  void drain() {
    draining = true;
  }

  /** Why the task cannot be accepted, if so; {@code free} is the peer it could start on now. */
  Optional<Command.Reject> refusal(OpenTask task, Optional<ConnectedPeer> free) {
    if (draining) {
      return reject(task, FailureCode.INTERNAL, "shutting down");
    }
    String type = task.spec().taskType();
    if (!state.limits.knownTaskTypes().contains(type) && !state.pool.offersType(type)) {
      return reject(
          task,
          FailureCode.UNSUPPORTED_TASK_TYPE,
          "task type " + type + " is neither configured nor offered by a connected peer");
    }
    if (task.overdue(state.now())) {
      return reject(
          task, FailureCode.DEADLINE_EXCEEDED, "the deadline had passed when the task arrived");
    }
    if (task.spec().deadlineNanos().isPresent() && !state.pool.couldRun(task.demand())) {
      return reject(
          task,
          FailureCode.NO_CAPABLE_PEER,
          "no connected peer could run the task before its deadline");
    }
    int queued = state.queue.size();
    if (queued >= room(free.isPresent())) {
      return reject(
          task, FailureCode.QUEUE_FULL, queued + " tasks are waiting for a peer; try again later");
    }
    return Optional.empty();
  }

  /**
   * A task that starts at once needs no room now, but will if its peer leaves. So the queue has
   * room for what the connected peers can hold besides, and peers that come and go cannot fill it
   * beyond.
   */
  private long room(boolean startsAtOnce) {
    return state.limits.maxQueuedTasks() + (startsAtOnce ? state.pool.lanes() : 0);
  }

  private static Optional<Command.Reject> reject(OpenTask task, FailureCode code, String message) {
    return Optional.of(new Command.Reject(task.id(), code, message));
  }
}
