package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.Violation.unless;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import java.util.List;
import java.util.Optional;

/** What an event alone changes, and which answer it must get. */
final class EventAudit {
  private final Auditor auditor;
  private final AdmissionAudit admission;

  EventAudit(Auditor auditor) {
    this.auditor = auditor;
    this.admission = new AdmissionAudit(auditor);
  }

  void before(Event event, List<Command> answers) {
    auditor.counted = Optional.empty();
    switch (event) {
      case Event.PeerJoined e -> join(e, answers);
      case Event.PeerLeft e -> auditor.leave(e.peerId());
      case Event.PeerSeen e -> heard(e.peerId());
      case Event.ProbeAnswered e -> stirred(e.peerId());
      case Event.PeerStirred e -> stirred(e.peerId());
      case Event.PeerDraining e ->
          heard(e.peerId())
              .ifPresent(peer -> {
                peer.draining = true;
              });
      case Event.PeerPaused e ->
          heard(e.peerId())
              .ifPresent(peer -> {
                peer.paused = true;
              });
      case Event.PeerResumed e ->
          heard(e.peerId())
              .ifPresent(peer -> {
                peer.paused = false;
              });
      case Event.TaskSubmitted e -> admission.check(e.task(), answers);
      case Event.ResultArrived e -> result(e, answers);
      case Event.TaskCancelled e ->
          unless(
              auditor.open.containsKey(e.taskId())
                  == answers.stream().anyMatch(Command.Fail.class::isInstance),
              "outcomes: a cancelled task fails, an unknown one does not");
      case Event.Draining() -> auditor.draining = true;
      // nobody could be heard, so nobody was silent
      case Event.StoodStill e ->
          auditor.peers.values().forEach(p -> p.excuse(e.nanos(), auditor.now));
      case Event.Abort _ ->
          unless(
              answers.stream().filter(Command.Fail.class::isInstance).count()
                  == auditor.open.size(),
              "outcomes: everything open fails on abort");
      // a question of choice among those that may get it
      case Event.PeerDoubted _, Event.AssignNow _, Event.TimerDue() -> {}
    }
  }

  void after(Event event) {
    if (event instanceof Event.PeerPaused(String peerId, String _)) {
      AuditedPeer peer = auditor.peers.get(peerId);
      unless(peer == null || peer.running.isEmpty(), "cancel: a paused peer still holds something");
    }
  }

  /** It lives, but that is no heartbeat. */
  private void stirred(String peerId) {
    AuditedPeer peer = auditor.peers.get(peerId);
    if (peer != null) {
      peer.suspected = false;
    }
  }

  private Optional<AuditedPeer> heard(String peerId) {
    AuditedPeer peer = auditor.peers.get(peerId);
    if (peer != null) {
      peer.heard(auditor.now);
    }
    return Optional.ofNullable(peer);
  }

  private void join(Event.PeerJoined event, List<Command> answers) {
    auditor.leave(event.peerId());
    boolean full = auditor.peers.size() >= auditor.limits.maxPeers();
    boolean rejected = answers.stream().anyMatch(Command.RejectPeer.class::isInstance);
    unless(full == rejected, "bounds: a peer is rejected exactly at the limit");
    if (!full) {
      AuditedPeer peer = new AuditedPeer(event.peerId(), event.profile(), auditor.now);
      auditor.peers.put(event.peerId(), peer);
    }
  }

  private void result(Event.ResultArrived result, List<Command> answers) {
    heard(result.peerId());
    Optional<AuditedAttempt> attempt = addressed(result);
    boolean ignored = false;
    for (Command answer : answers) {
      ignored |= answer instanceof Command.IgnoreResult;
    }
    if (attempt.isEmpty()) {
      unless(ignored, "fencing: a result that belongs to no attempt counted");
      return;
    }
    AuditedAttempt found = attempt.get();
    if (found.uncertain && ignored) {
      return;
    }
    unless(!ignored, "fencing: a result that counts was ignored");
    settle(found, result.answer());
  }

  /** The attempt that a result counts for: a running one, or, for a success, an orphan. */
  private Optional<AuditedAttempt> addressed(Event.ResultArrived result) {
    AuditedTask task = auditor.open.get(result.taskId());
    if (task == null
        || !auditor.peers.containsKey(result.peerId())
        || result.part() < 0
        || result.part() >= task.pieces.size()) {
      return Optional.empty();
    }
    AuditedPiece piece = task.pieces.get(result.part());
    Optional<AuditedAttempt> running = piece.runningAnsweredBy(result.peerId(), result.attempt());
    return running.isPresent() || !(result.answer() instanceof Answer.Done) || piece.done
        ? running
        : piece.orphanAnsweredBy(result.peerId(), result.attempt());
  }

  private void settle(AuditedAttempt attempt, Answer answer) {
    AuditedPiece piece = attempt.piece;
    boolean waited = piece.isWaiting();
    auditor.counted = Optional.of(attempt);
    if (answer instanceof Answer.Done done) {
      if (waited) {
        auditor.queue.leave(piece);
      }
      piece.done = true;
      piece.signature = done.signature();
      piece.orphans.remove(attempt);
    }
    if (piece.running.contains(attempt)) {
      auditor.end(attempt);
    }
    if (piece.done) {
      piece.task.oddOnes().forEach(this::reopen);
    }
  }

  /** Its result does not join with the others: it has to be done again. */
  private void reopen(AuditedPiece piece) {
    piece.done = false;
    if (piece.isWaiting()) {
      auditor.queue.enter(piece, auditor.now);
    }
  }
}
