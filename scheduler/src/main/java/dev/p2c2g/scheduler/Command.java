package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/** What the caller has to do after a step, in the order of the list. */
public sealed interface Command {
  /** The task is in; exactly one {@link Complete} or {@link Fail} follows, now or later. */
  record Accept(String taskId) implements Command {}

  /** The task was never accepted; nothing more follows for it. */
  record Reject(String taskId, FailureCode code, String message) implements Command {}

  /**
   * Send the task to the peer.
   *
   * @param attempt 1 for the first try
   * @param deadlineNanos absolute, the task's own
   */
  record Assign(String taskId, String peerId, int attempt, OptionalLong deadlineNanos)
      implements Command {}

  /** Tell a connected peer that its result is no longer wanted. */
  record CancelOnPeer(String taskId, String peerId) implements Command {}

  /**
   * Deliver the result that just arrived.
   *
   * @param attempts attempts started, the winning one included
   * @param queueNanos the total less {@code peerNanos}: waiting, and attempts that were lost
   * @param peerNanos from the assignment of the winning attempt to its result
   * @param totalNanos from acceptance to now
   */
  record Complete(
      String taskId, String peerId, int attempts, long queueNanos, long peerNanos, long totalNanos)
      implements Command {}

  /** Tell the gamer that an accepted task ended without a result. */
  record Fail(String taskId, FailureCode code, String message, int attempts, long totalNanos)
      implements Command {}

  /** The result that just arrived is nobody's: drop it. */
  record IgnoreResult(String taskId, String peerId) implements Command {}

  /** The peer was not registered. */
  record RejectPeer(String peerId, String message) implements Command {}

  /** The peer was silent for too long and is no longer registered: close its connection. */
  record EvictPeer(String peerId, String reason) implements Command {}

  /** A draining peer holds no open task any more; said once. */
  record PeerDrained(String peerId) implements Command {}

  /**
   * The next instant at which {@link Event.TimerDue} is needed; replaces the one before. Given
   * whenever that instant changed; an earlier {@code TimerDue} does no harm.
   */
  record ArmTimer(long atNanos) implements Command {}
}
