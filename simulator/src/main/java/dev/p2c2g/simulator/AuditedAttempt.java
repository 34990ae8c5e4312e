package dev.p2c2g.simulator;

/** An attempt that runs, or one whose peer was lost. */
final class AuditedAttempt {
  final AuditedPiece piece;
  final AuditedPeer peer;
  final int number;
  final long startedNanos;

  /** Whether it may have been ended for good instead: from outside both look the same. */
  boolean uncertain;

  AuditedAttempt(AuditedPiece piece, AuditedPeer peer, int number, long startedNanos) {
    this.piece = piece;
    this.peer = peer;
    this.number = number;
    this.startedNanos = startedNanos;
  }

  boolean isAnsweredBy(String peerId, int attempt) {
    return peer.id.equals(peerId) && (attempt == 0 || attempt == number);
  }
}
