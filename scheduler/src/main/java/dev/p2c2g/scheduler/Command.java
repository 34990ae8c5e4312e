package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/** What the caller has to do after a step, in the order of the list. */
public sealed interface Command {
  /**
   * The task is in; exactly one {@link Complete} or {@link Fail} follows, now or later.
   *
   * @param expectedNanos from now to its result; empty while nothing is known
   */
  record Accept(String taskId, OptionalLong expectedNanos) implements Command {}

  /** The task was never accepted; nothing more follows for it. */
  record Reject(String taskId, FailureCode code, String message) implements Command {}

  /**
   * Send the part to the peer.
   *
   * @param attempt 1 for the first try of this part
   * @param deadlineNanos absolute, the task's own
   */
  record Assign(
      String taskId,
      Part part,
      String peerId,
      int attempt,
      OptionalLong deadlineNanos,
      Choice choice)
      implements Command {}

  /** Tell a connected peer that its result is no longer wanted. */
  record CancelOnPeer(String taskId, int part, String peerId) implements Command {}

  /**
   * Keep the result that just arrived: it is this part of a split task. A later one for the same
   * part replaces it. Once no part is missing, {@link Complete} follows.
   */
  record PartDone(String taskId, int part, String peerId) implements Command {}

  /**
   * Deliver the result: the one that just arrived, or all parts joined.
   *
   * @param peerId who sent what arrived last
   * @param parts how many to join, 1 for a whole task
   * @param attempts attempts started, the winning one included; of the part that took most
   * @param queueNanos the total less {@code peerNanos}: waiting, and attempts that were lost
   * @param peerNanos from the assignment of the winning attempt to its result; of the part that
   *     took longest
   * @param networkNanos the part of {@code peerNanos} in which the peer did not compute, where it
   *     says how long it did
   * @param totalNanos from acceptance to now
   */
  record Complete(
      String taskId,
      String peerId,
      int parts,
      int attempts,
      long queueNanos,
      long peerNanos,
      OptionalLong networkNanos,
      long totalNanos)
      implements Command {}

  /** Tell the gamer that an accepted task ended without a result. */
  record Fail(String taskId, FailureCode code, String message, int attempts, long totalNanos)
      implements Command {}

  /** The result that just arrived is nobody's: drop it. */
  record IgnoreResult(String taskId, int part, String peerId) implements Command {}

  /** Ask a connected peer for a sign of life; {@link Event.ProbeAnswered} when it comes. */
  record Probe(String peerId) implements Command {}

  /** A peer that holds work is silent; it gets no more until it is heard. For logs and metrics. */
  record PeerSuspected(String peerId, long silentNanos) implements Command {}

  /** The peer was not registered. */
  record RejectPeer(String peerId, String message) implements Command {}

  /** The peer was silent for too long and is no longer registered: close its connection. */
  record EvictPeer(String peerId, String reason) implements Command {}

  /** A draining peer holds no open task any more; said once. */
  record PeerDrained(String peerId) implements Command {}

  /**
   * The next instant at which {@link Event.TimerDue} is needed; replaces the one before. Given
   * whenever that instant changed, and after every {@code TimerDue} while anything can run out; an
   * early {@code TimerDue} does no harm.
   */
  record ArmTimer(long atNanos) implements Command {}
}
