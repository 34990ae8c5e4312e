package dev.p2c2g.scheduler;

/** Ends accepted tasks: each gets exactly one outcome, and nothing of it is kept afterwards. */
final class Outcomes {
  private static final int LONGEST_ERROR = 256;

  private final CoreState state;
  private final Placement placement;

  Outcomes(CoreState state, Placement placement) {
    this.state = state;
    this.placement = placement;
  }

  /** A task that runs nowhere and is not queued has its result, from the given peer. */
  void complete(OpenTask task, String peerId, long startedNanos) {
    forget(task);
    state.completedTasks++;
    long total = task.ageNanos(state.now());
    long onPeer = state.now() - startedNanos;
    state.emit(
        new Command.Complete(task.id(), peerId, task.attempts(), total - onPeer, onPeer, total));
  }

  /** An open task ends without a result, wherever it is. */
  void fail(OpenTask task, FailureCode code, String message) {
    placement.withdraw(task);
    failed(task, code, message);
  }

  void deadlineExceeded(OpenTask task) {
    String message =
        "the deadline passed before a result, after %d attempts".formatted(task.attempts());
    fail(task, FailureCode.DEADLINE_EXCEEDED, message);
  }

  /** A task whose attempt just ended in vain: it waits for another one, or was tried enough. */
  void retry(OpenTask task, String error) {
    if (task.attempts() < state.limits.maxAttempts()) {
      placement.enqueue(task);
      state.placeAfterStep();
      return;
    }
    String last = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    failed(
        task,
        FailureCode.ATTEMPTS_EXHAUSTED,
        "%d attempts failed; the last: %s".formatted(task.attempts(), last));
  }

  private void failed(OpenTask task, FailureCode code, String message) {
    forget(task);
    if (code == FailureCode.CANCELLED) {
      state.cancelledTasks++;
    } else {
      state.failedTasks++;
    }
    state.emit(
        new Command.Fail(task.id(), code, message, task.attempts(), task.ageNanos(state.now())));
  }

  private void forget(OpenTask task) {
    state.timers.clear(task);
    state.open.remove(task.id());
  }
}
