package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.OpenTask.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What happens to tasks: submission, assignment, results, time running out, the end. */
final class TaskEvents {
  private final CoreState state;
  private final Admission admission;
  private final Placement placement;
  private final Outcomes outcomes;
  private long submitted;

  TaskEvents(CoreState state, Admission admission, Placement placement, Outcomes outcomes) {
    this.state = state;
    this.admission = admission;
    this.placement = placement;
    this.outcomes = outcomes;
  }

  void submit(TaskSpec spec) {
    if (state.open.containsKey(spec.taskId())) {
      throw new IllegalArgumentException(
          "taskId " + spec.taskId() + " is open already; give every task an id of its own");
    }
    OpenTask task = new OpenTask(spec, submitted++, state.now());
    Optional<ConnectedPeer> peer = state.pool.best(task.demand());
    admission.refusal(task, peer).ifPresentOrElse(state::emit, () -> accept(task, peer));
  }

  /** Whoever is free suits no task that waits, so a new task that starts now overtakes nobody. */
  private void accept(OpenTask task, Optional<ConnectedPeer> peer) {
    state.open.put(task.id(), task);
    state.emit(new Command.Accept(task.id()));
    peer.ifPresentOrElse(p -> placement.start(task, p), () -> placement.enqueue(task));
  }

  /**
   * Gives queued tasks, in the order of the queue, the best free peer each; one that suits no free
   * peer is passed over. Stops as soon as no lane is free.
   */
  void placeQueued() {
    Optional<OpenTask> next = state.queue.firstHead();
    while (next.isPresent() && state.pool.anyFree()) {
      OpenTask task = next.get();
      state.pool.best(task.demand()).ifPresent(peer -> placeOrDrop(task, peer));
      next = state.queue.headAfter(task);
    }
  }

  private void placeOrDrop(OpenTask task, ConnectedPeer peer) {
    if (task.overdue(state.now())) {
      outcomes.deadlineExceeded(task);
    } else {
      state.queue.remove(task);
      placement.start(task, peer);
    }
  }

  void cancel(String taskId) {
    state
        .task(taskId)
        .ifPresent(task -> outcomes.fail(task, FailureCode.CANCELLED, "cancelled by its gamer"));
  }

  void assignNow(String taskId) {
    state.task(taskId).filter(t -> t.running().isEmpty()).ifPresent(t -> state.placeAfterStep());
  }

  void result(Event.ResultArrived result) {
    Optional<ConnectedPeer> peer = state.pool.find(result.peerId());
    Optional<OpenTask> task = state.task(result.taskId());
    peer.ifPresent(p -> p.seen(state.now()));
    boolean counts = peer.isPresent() && task.isPresent() && settle(task.get(), peer.get(), result);
    if (!counts) {
      state.ignoredResults++;
      state.emit(new Command.IgnoreResult(result.taskId(), result.peerId()));
    }
  }

  private boolean settle(OpenTask task, ConnectedPeer peer, Event.ResultArrived result) {
    if (task.runsOn(peer)) {
      end(task, task.running().orElseThrow(), result);
      return true;
    }
    OptionalLong started = task.orphanStartedNanos(peer.id());
    if (!result.success() || started.isEmpty()) {
      return false;
    }
    placement.withdraw(task);
    peer.countCompleted();
    outcomes.complete(task, peer.id(), started.getAsLong());
    return true;
  }

  private void end(OpenTask task, Attempt attempt, Event.ResultArrived result) {
    if (result.success()) {
      placement.finish(task, attempt);
      outcomes.complete(task, attempt.peer().id(), attempt.startedNanos());
    } else {
      placement.fail(task, attempt);
      outcomes.retry(task, "peer " + attempt.peer().id() + ": " + result.error());
    }
  }

  /** The task's timer is due: its deadline has passed, or the time for its attempt. */
  void timeOut(OpenTask task) {
    if (task.overdue(state.now())) {
      outcomes.deadlineExceeded(task);
      return;
    }
    Attempt attempt = task.running().orElseThrow();
    String peerId = attempt.peer().id();
    state.emit(new Command.CancelOnPeer(task.id(), peerId));
    placement.fail(task, attempt);
    outcomes.retry(
        task,
        "peer %s gave no result in %d ms"
            .formatted(peerId, state.limits.taskTimeoutNanos() / 1_000_000));
  }

  void abort(String reason) {
    for (OpenTask task : List.copyOf(state.open.values())) {
      outcomes.fail(task, FailureCode.INTERNAL, reason);
    }
  }
}
