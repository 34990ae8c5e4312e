package dev.p2c2g.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides which peer does which task: a pure state machine without I/O, clock, threads, logger or
 * chance. Equal events at equal instants give equal commands. One thread owns it.
 *
 * <p>Tasks wait centrally, by priority, then deadline, then submission; a peer never gets more than
 * its lanes hold. A task goes to the free peer that is expected to be done first. After every step
 * no queued task suits a free peer.
 */
public final class SchedulerCore {
  private final CoreState state;
  private final Admission admission;
  private final TaskEvents tasks;
  private final PeerEvents peers;
  private OptionalLong armedNanos = OptionalLong.empty();

  public SchedulerCore(SchedulerLimits limits) {
    state = new CoreState(limits);
    Placement placement = new Placement(state);
    Outcomes outcomes = new Outcomes(state, placement);
    admission = new Admission(state);
    tasks = new TaskEvents(state, admission, placement, outcomes);
    peers = new PeerEvents(state, outcomes);
  }

  /**
   * Takes in one event.
   *
   * @param nowNanos instant of the event on any monotonic clock; one earlier than the last step's
   *     counts as that
   * @return what to do now, in this order; immutable
   * @throws IllegalArgumentException if a submitted task's id is open already
   */
  public List<Command> step(Event event, long nowNanos) {
    state.beginStep(nowNanos);
    apply(event);
    if (state.placementDue()) {
      tasks.placeQueued();
    }
    armTimer();
    return state.endStep();
  }

  /** A picture of now; costs time in proportion to the number of peers. */
  public SchedulerSnapshot snapshot() {
    return new SchedulerSnapshot(
        state.pool.accepting(),
        state.open.size(),
        state.queue.size(),
        state.completedTasks,
        state.failedTasks,
        state.cancelledTasks,
        state.ignoredResults,
        state.retries,
        state.pool.all().stream().map(ConnectedPeer::row).toList());
  }

  private void apply(Event event) {
    switch (event) {
      case Event.PeerJoined e -> peers.join(e.peerId(), e.profile());
      case Event.PeerLeft e -> peers.leave(e.peerId(), e.reason());
      case Event.PeerSeen e -> peers.seen(e.peerId(), e.load());
      case Event.PeerDraining e -> peers.drain(e.peerId());
      case Event.TaskSubmitted e -> tasks.submit(e.task());
      case Event.TaskCancelled e -> tasks.cancel(e.taskId());
      case Event.ResultArrived e -> tasks.result(e);
      case Event.AssignNow e -> tasks.assignNow(e.taskId());
      case Event.TimerDue() -> runOut();
      case Event.Draining() -> admission.drain();
      case Event.Abort e -> tasks.abort(e.reason());
    }
  }

  /** All that is due ends before anything is placed, so no task moves to a peer evicted next. */
  private void runOut() {
    Optional<Timers.Owner> due = state.timers.takeDue(state.now());
    while (due.isPresent()) {
      switch (due.get()) {
        case OpenTask task -> tasks.timeOut(task);
        case ConnectedPeer peer -> peers.checkAlive(peer);
      }
      due = state.timers.takeDue(state.now());
    }
  }

  private void armTimer() {
    OptionalLong earliest = state.timers.earliestNanos();
    if (!earliest.equals(armedNanos)) {
      armedNanos = earliest;
      earliest.ifPresent(at -> state.emit(new Command.ArmTimer(at)));
    }
  }
}
