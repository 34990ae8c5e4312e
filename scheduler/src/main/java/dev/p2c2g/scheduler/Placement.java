package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.OpenTask.Attempt;

/** Moves tasks between queue and peers, keeping lanes, estimates and timers in agreement. */
final class Placement {
  private final CoreState state;

  Placement(CoreState state) {
    this.state = state;
  }

  /** Lets an accepted task that runs nowhere wait for a peer, at its own place in the order. */
  void enqueue(OpenTask task) {
    state.queue.add(task);
    armTimer(task);
  }

  /** Assigns a task that runs nowhere and is not queued to a free peer. */
  void start(OpenTask task, ConnectedPeer peer) {
    state.pool.update(peer, () -> peer.hold(task));
    task.start(peer, state.now());
    armTimer(task);
    if (task.attempts() > 1) {
      state.retries++;
    }
    state.emit(
        new Command.Assign(task.id(), peer.id(), task.attempts(), task.spec().deadlineNanos()));
  }

  /** The attempt brought a result. */
  void finish(OpenTask task, Attempt attempt) {
    attempt.peer().countCompleted();
    end(
        task,
        attempt,
        () -> estimate(task, attempt).sample(perUnit(task, elapsed(attempt)), now()));
  }

  /** The attempt failed: it counts as slow as an attempt can be, so failing fast wins no work. */
  void fail(OpenTask task, Attempt attempt) {
    attempt.peer().countFailed();
    long slowest = Math.max(elapsed(attempt), state.limits.taskTimeoutNanos());
    end(task, attempt, () -> estimate(task, attempt).sample(perUnit(task, slowest), now()));
  }

  /** Takes a task out of the queue or off its peer, wherever it is; its work is not wanted. */
  void withdraw(OpenTask task) {
    task.running().ifPresentOrElse(a -> stop(task, a), () -> state.queue.remove(task));
  }

  private void stop(OpenTask task, Attempt attempt) {
    state.emit(new Command.CancelOnPeer(task.id(), attempt.peer().id()));
    end(
        task,
        attempt,
        () -> estimate(task, attempt).sampleAtLeast(perUnit(task, elapsed(attempt)), now()));
  }

  private void end(OpenTask task, Attempt attempt, Runnable estimating) {
    ConnectedPeer peer = attempt.peer();
    state.pool.update(
        peer,
        () -> {
          peer.release(task);
          estimating.run();
        });
    task.stop();
    state.placeAfterStep();
    if (peer.becameDrained()) {
      state.emit(new Command.PeerDrained(peer.id()));
    }
  }

  /** The deadline, or the end of the attempt's time if that is sooner. */
  private void armTimer(OpenTask task) {
    long deadline = task.spec().deadlineNanos().orElse(Timers.NEVER);
    long timeout =
        task.running()
            .map(a -> Timers.after(a.startedNanos(), state.limits.taskTimeoutNanos()))
            .orElse(Timers.NEVER);
    state.timers.set(task, Math.min(deadline, timeout));
  }

  private long now() {
    return state.now();
  }

  private long elapsed(Attempt attempt) {
    return now() - attempt.startedNanos();
  }

  private static double perUnit(OpenTask task, long nanos) {
    return nanos / task.spec().workUnits();
  }

  private static PeerEstimate estimate(OpenTask task, Attempt attempt) {
    return attempt.peer().estimate(task.spec().taskType());
  }
}
