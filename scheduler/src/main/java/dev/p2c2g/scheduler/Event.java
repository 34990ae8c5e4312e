package dev.p2c2g.scheduler;

/** What can happen to the scheduler. */
public sealed interface Event {
  /**
   * A peer registered. A connected peer of the same id is replaced: its old incarnation leaves
   * first.
   */
  record PeerJoined(String peerId, PeerProfile profile) implements Event {
    public PeerJoined {
      Require.id("peerId", peerId);
    }
  }

  /** A peer's connection is gone. Unknown peers are ignored. */
  record PeerLeft(String peerId, String reason) implements Event {}

  /**
   * A heartbeat, or any other message of that peer.
   *
   * @param load what the peer last reported, 0.0 to 1.0; shown in the snapshot, no basis of choice
   */
  record PeerSeen(String peerId, double load) implements Event {}

  /**
   * A peer answered a {@link Command.Probe}.
   *
   * @param roundTripNanos at least 0
   */
  record ProbeAnswered(String peerId, long roundTripNanos) implements Event {}

  /**
   * Bytes of a peer came that are no whole message yet: it lives, but a heartbeat it is not, nor is
   * the answer to a probe.
   */
  record PeerStirred(String peerId) implements Event {}

  /** A peer asks for no new tasks; what it holds goes on. */
  record PeerDraining(String peerId) implements Event {}

  /** A peer's owner wants the machine: what it holds goes to others at once, without penalty. */
  record PeerPaused(String peerId, String reason) implements Event {}

  /** A paused peer takes tasks again. */
  record PeerResumed(String peerId) implements Event {}

  /** How far a peer is believed from now on. Unknown peers are ignored. */
  record PeerDoubted(String peerId, Doubt doubt) implements Event {}

  /** Why a peer is not to be believed. */
  enum Doubt {
    /** It is believed like everybody. */
    NONE,
    /**
     * Too many of its results were not looked at yet: it gets tasks only when nobody else could.
     */
    UNPROVEN,
    /** It lied: it gets only tasks that are for it alone, one at a time. */
    LIED
  }

  /** A gamer wants a task done. */
  record TaskSubmitted(TaskSpec task) implements Event {}

  /** A gamer no longer wants a task. Unknown and finished tasks are ignored. */
  record TaskCancelled(String taskId) implements Event {}

  /**
   * A peer answered.
   *
   * @param part which part of the task, 0 for a whole one
   * @param attempt which attempt it answers; 0 where the peer does not say, then the one it holds
   */
  record ResultArrived(String taskId, int part, String peerId, int attempt, Answer answer)
      implements Event {}

  /**
   * Try to place this task now if it is queued. The core places whatever it can after every event,
   * so this never finds more than that did; it exists for callers who drive assignment by hand.
   */
  record AssignNow(String taskId) implements Event {}

  /**
   * The instant of the last {@link Command.ArmTimer} has come. Only this event lets time run out
   * for tasks and peers, so hand over the messages that already arrived before it: a pause of the
   * caller then does not look like the silence of every peer.
   */
  record TimerDue() implements Event {}

  /**
   * The caller itself stood still and could hear nobody: so much of the silence of peers proves
   * nothing. To be handed over before {@link TimerDue}.
   *
   * @param nanos how long, at least 0
   */
  record StoodStill(long nanos) implements Event {
    public StoodStill {
      Require.atLeast("nanos", nanos, 0);
    }
  }

  /** The coordinator stops: new tasks are refused, what is open goes on. */
  record Draining() implements Event {}

  /** Fail everything that is open now. */
  record Abort(String reason) implements Event {}
}
