package dev.p2c2g.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides which peer does which task: a pure state machine without I/O, clock, threads, logger or
 * chance. Equal events at equal instants give equal commands. One thread owns it.
 *
 * <p>Tasks wait centrally: by priority, which rises with waiting, in turns between gamers, by
 * deadline. A peer gets what its lanes hold, and one more where the way to it is long. A task goes
 * to the free peer that is expected to be done first, or in parts to several. A peer that is slow
 * or silent gets company before it is given up. After every step no queued task suits a free peer.
 */
public final class SchedulerCore {
  private final CoreState state;
  private final Admission admission;
  private final TaskEvents tasks;
  private final PeerEvents peers;
  private OptionalLong armedNanos = OptionalLong.empty();

  public SchedulerCore(SchedulerLimits limits) {
    state = new CoreState(limits);
    Chooser chooser = new Chooser(state);
    PeerWatch watch = new PeerWatch(state);
    Placement placement = new Placement(state, chooser, watch);
    Outcomes outcomes = new Outcomes(state, placement);
    Hedging hedging = new Hedging(state, chooser, placement);
    admission = new Admission(state);
    tasks = new TaskEvents(state, chooser, admission, placement, outcomes, hedging);
    peers = new PeerEvents(state, placement, outcomes, hedging, watch);
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
    if (event instanceof Event.TimerDue) {
      // the caller's timer is spent, even if it came early
      armedNanos = OptionalLong.empty();
    }
    armTimer();
    return state.endStep();
  }

  /** A picture of now; costs time in proportion to the number of peers. */
  public SchedulerSnapshot snapshot() {
    return new SchedulerSnapshot(
        state.pool.inService(),
        state.open.size(),
        state.queue.size(),
        state.counts.completedTasks,
        state.counts.failedTasks,
        state.counts.cancelledTasks,
        state.counts.ignoredResults,
        state.counts.retries,
        state.counts.failover(),
        state.pool.all().stream().map(ConnectedPeer::row).toList());
  }

  /** What the peers that take tasks, now or later, could do. */
  public List<Offer> offers() {
    return state.pool.offers();
  }

  /** Lanes of all connected peers together. */
  public long lanes() {
    return state.pool.lanes();
  }

  private void apply(Event event) {
    switch (event) {
      case Event.PeerJoined e -> peers.join(e.peerId(), e.profile());
      case Event.PeerLeft e -> peers.leave(e.peerId(), e.reason());
      case Event.PeerSeen e -> peers.seen(e.peerId(), e.load());
      case Event.ProbeAnswered e -> peers.answered(e.peerId(), e.roundTripNanos());
      case Event.PeerStirred e -> peers.stirred(e.peerId());
      case Event.PeerDraining e -> peers.drain(e.peerId());
      case Event.PeerPaused e -> peers.pause(e.peerId(), e.reason());
      case Event.PeerResumed e -> peers.resume(e.peerId());
      case Event.PeerDoubted e -> peers.doubt(e.peerId(), e.doubt());
      case Event.TaskSubmitted e -> tasks.submit(e.task());
      case Event.TaskCancelled e -> tasks.cancel(e.taskId());
      case Event.ResultArrived e -> {
        peers.heard(e.peerId());
        tasks.result(e);
      }
      case Event.AssignNow e -> tasks.assignNow(e.taskId());
      case Event.TimerDue() -> runOut();
      case Event.StoodStill e -> peers.stoodStill(e.nanos());
      case Event.Draining() -> admission.drain();
      case Event.Abort e -> tasks.abort(e.reason());
    }
  }

  /** All that is due ends before anything is placed, so no task moves to a peer evicted next. */
  private void runOut() {
    Optional<Timers.Owner> due = state.timers.takeDue(state.now());
    while (due.isPresent()) {
      switch (due.get()) {
        case Piece piece -> tasks.timeOut(piece);
        case ConnectedPeer peer -> peers.check(peer);
        case Line line -> state.queue.rise(line, state.now());
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
