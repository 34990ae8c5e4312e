package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.Violation.unless;

import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.Command;

/** Whether an assignment is allowed: to this peer, as this attempt, now, before all others. */
final class AssignAudit {
  private static final int HEDGES_SAVED_UP = 10;

  private final Auditor auditor;
  private final OrderAudit order;

  AssignAudit(Auditor auditor) {
    this.auditor = auditor;
    this.order = new OrderAudit(auditor);
  }

  void check(Command.Assign assign) {
    AuditedTask task = auditor.task(assign.taskId());
    if (assign.part().count() != task.pieces.size()) {
      split(task, assign.part().count());
    }
    AuditedPiece piece = auditor.piece(assign.taskId(), assign.part().index());
    AuditedPeer peer = auditor.peer(assign.peerId());
    unless(!piece.done, "outcomes: assigned what is done");
    unless(!task.overdue(auditor.now), "deadline: assigned after its deadline");
    unless(assign.deadlineNanos().equals(task.spec.deadlineNanos()), "deadline: not passed on");
    unless(piece.canRunOn(peer), "choice: assigned to a peer that cannot do it");
    unless(peer.isAvailable(), "choice: assigned to a suspected, paused or draining peer");
    unless(assign.attempt() == piece.attempts + 1, "attempts: attempts are numbered");
    unless(
        assign.attempt() <= auditor.limits.maxAttempts(),
        () -> "attempts: more than " + auditor.limits.maxAttempts());
    occasion(piece, peer, assign.choice().why());
    start(piece, peer);
    unless(
        peer.running.size() <= peer.room(),
        () ->
            "lanes: %s holds %d with %d lanes"
                .formatted(peer.id, peer.running.size(), peer.profile.lanes()));
  }

  private void split(AuditedTask task, int count) {
    unless(
        !task.isSplit() && task.attempts() == 0 && task.spec.splitting().isPresent(),
        "split: split what may not be split");
    unless(count >= 2 && count <= 8, () -> "split: into " + count + " parts");
    auditor.queue.leave(task.pieces.getFirst());
    task.split(count);
    task.pieces.forEach(piece -> auditor.queue.enter(piece, auditor.now));
    auditor.tally.splits++;
  }

  private void occasion(AuditedPiece piece, AuditedPeer peer, Why why) {
    switch (why) {
      case FIRST_TRY -> unless(piece.isFirstTry(), "attempts: a retry is called a first try");
      case RETRY ->
          unless(!piece.isFirstTry() && piece.isWaiting(), "attempts: a retry beside another");
      case HEDGE_SILENT, HEDGE_SLOW -> hedge(piece, peer);
    }
    unless(
        !piece.tried.contains(peer.id) || !order.untriedExists(piece),
        "choice: tried again while an untried peer exists");
    if (piece.isFirstTry()) {
      order.check(piece);
    }
  }

  private void hedge(AuditedPiece piece, AuditedPeer peer) {
    unless(
        piece.running.size() == 1 && piece.running.getFirst().peer != peer,
        "hedge: not beside one attempt on another peer");
    auditor.tally.hedges++;
    double most = auditor.limits.policy().hedgeBudget() * auditor.tally.accepted + HEDGES_SAVED_UP;
    unless(auditor.tally.hedges <= most, () -> "hedge: over the budget of " + most);
  }

  private void start(AuditedPiece piece, AuditedPeer peer) {
    if (piece.isWaiting()) {
      auditor.queue.leave(piece);
      auditor.tally.retries += piece.isFirstTry() ? 0 : 1;
    }
    if (piece.isFirstTry()) {
      AuditedQueue.Line line = auditor.queue.lineOf(piece);
      line.servedNanos = auditor.now;
      line.served += 1.0 / piece.part.count();
    }
    piece.attempts++;
    piece.orphans.removeIf(o -> o.peer.id.equals(peer.id));
    if (!piece.tried.contains(peer.id)) {
      piece.tried.add(peer.id);
    }
    AuditedAttempt attempt = new AuditedAttempt(piece, peer, piece.attempts, auditor.now);
    piece.running.add(attempt);
    peer.running.add(attempt);
  }
}
