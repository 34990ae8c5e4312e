package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task in one piece, or one part of it, as its events and commands show it. */
final class AuditedPiece {
  final AuditedTask task;
  final Part part;
  final List<AuditedAttempt> running = new ArrayList<>(2);
  final List<AuditedAttempt> orphans = new ArrayList<>(0);
  final List<String> tried = new ArrayList<>(1);
  int attempts;
  boolean done;
  String signature = "";

  /** The queue's own note. */
  Optional<AuditedQueue.Seat> seat = Optional.empty();

  AuditedPiece(AuditedTask task, Part part) {
    this.task = task;
    this.part = part;
  }

  boolean isWaiting() {
    return running.isEmpty() && !done;
  }

  boolean isFirstTry() {
    return attempts == 0;
  }

  boolean canRunOn(AuditedPeer peer) {
    return peer.profile.taskTypes().contains(task.spec.taskType())
        && peer.profile.features().containsAll(task.spec.requiredFeatures())
        && (part.isWhole()
            || peer.profile.features().contains(task.spec.splitting().orElseThrow().feature()));
  }

  Optional<AuditedAttempt> runningAnsweredBy(String peerId, int attempt) {
    return find(running, peerId, attempt);
  }

  Optional<AuditedAttempt> orphanAnsweredBy(String peerId, int attempt) {
    return find(orphans, peerId, attempt);
  }

  private static Optional<AuditedAttempt> find(
      List<AuditedAttempt> among, String peerId, int attempt) {
    for (AuditedAttempt one : among) {
      if (one.isAnsweredBy(peerId, attempt)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
