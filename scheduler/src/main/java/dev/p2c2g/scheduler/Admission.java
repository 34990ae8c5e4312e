package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import java.util.Optional;
import java.util.OptionalLong;

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

  /** Why the task cannot be accepted, if so. */
  Optional<Command.Reject> refusal(
      OpenTask task, boolean startsAtOnce, OptionalLong expectedNanos) {
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
    boolean hasDeadline = task.spec().deadlineNanos().isPresent();
    if (hasDeadline && state.pool.capable(task.whole().demand()) == 0) {
      return reject(
          task,
          FailureCode.NO_CAPABLE_PEER,
          "no connected peer could run the task before its deadline");
    }
    int queued = state.queue.size();
    if (queued >= room(startsAtOnce)) {
      return reject(
          task, FailureCode.QUEUE_FULL, queued + " tasks are waiting for a peer; try again later");
    }
    if (isHopeless(task, expectedNanos)) {
      return reject(task, FailureCode.DEADLINE_EXCEEDED, hopeless(task, expectedNanos));
    }
    return Optional.empty();
  }

  /** Whether nobody should begin with a task, as it is not expected in time. */
  boolean isHopeless(OpenTask task, OptionalLong expectedNanos) {
    return task.overdue(state.now())
        || (state.policy.admission() == AdmissionMode.STRICT
            && expectedNanos.isPresent()
            && expectedNanos.getAsLong() > task.timeLeftNanos(state.now()));
  }

  /** For a task that has to wait: those before it take their turns on all lanes. */
  OptionalLong expectedInQueueNanos(OpenTask task) {
    OptionalLong usual = state.forecast.usualNanos(task.whole());
    double turns = 1 + (state.queue.size() + 1.0) / Math.max(1, state.pool.lanes());
    return usual.isEmpty() ? usual : OptionalLong.of((long) (usual.getAsLong() * turns));
  }

  private String hopeless(OpenTask task, OptionalLong expectedNanos) {
    return "cannot meet the deadline: expected in %d ms, %d ms are left; %d tasks wait for %d lanes"
        .formatted(
            expectedNanos.orElse(0) / 1_000_000,
            task.timeLeftNanos(state.now()) / 1_000_000,
            state.queue.size(),
            state.pool.lanes());
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
