package dev.p2c2g.simulator;

import dev.p2c2g.simulator.AuditedQueue.Crowd;
import dev.p2c2g.simulator.AuditedQueue.Line;

/**
 * Whether a first try starts before one that must go first. Its line may have risen by one priority
 * for each aging period without service; what waits with an even higher base priority, and asks the
 * same of a peer, was overtaken.
 */
final class OrderAudit {
  private final Auditor auditor;

  OrderAudit(Auditor auditor) {
    this.auditor = auditor;
  }

  /** To be called while the piece still waits. */
  void check(AuditedPiece piece) {
    Crowd crowd = auditor.queue.crowdOf(piece);
    Line line = auditor.queue.lineOf(piece);
    long unserved = auditor.now - line.countsFromNanos();
    long risen = unserved / auditor.limits.policy().agingNanos();
    long level = piece.task.spec.priority() + risen;
    for (int higher = AuditedQueue.PRIORITIES - 1; higher > level; higher--) {
      if (crowd.waiting[higher] > 0) {
        requireOverdue(piece, crowd, higher);
      }
    }
  }

  private void requireOverdue(AuditedPiece piece, Crowd crowd, int priority) {
    for (AuditedTask task : auditor.open.values()) {
      for (AuditedPiece other : task.pieces) {
        boolean overtaken =
            other.isWaiting()
                && other.isFirstTry()
                && task.spec.priority() == priority
                && !task.overdue(auditor.now)
                && auditor.queue.crowdOf(other) == crowd;
        Violation.unless(
            !overtaken,
            () ->
                "priority: %s of priority %d goes before %s of priority %d"
                    .formatted(
                        piece.task.spec.taskId(),
                        piece.task.spec.priority(),
                        task.spec.taskId(),
                        priority));
      }
    }
  }

  /** Whether a peer that this was not tried on could do it now or later. */
  boolean untriedExists(AuditedPiece piece) {
    for (AuditedPeer peer : auditor.peers.values()) {
      if (peer.isAvailable() && piece.canRunOn(peer) && !piece.tried.contains(peer.id)) {
        return true;
      }
    }
    return false;
  }
}
