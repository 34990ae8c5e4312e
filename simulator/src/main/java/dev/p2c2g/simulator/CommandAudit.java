package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.Violation.unless;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import java.util.ArrayList;
import java.util.List;

/** Whether each command is allowed at its place, and what it changes. */
final class CommandAudit {
  private final Auditor auditor;
  private final AssignAudit assigns;
  private final List<AuditedTask> ended = new ArrayList<>();

  CommandAudit(Auditor auditor) {
    this.auditor = auditor;
    this.assigns = new AssignAudit(auditor);
  }

  void check(Event cause, List<Command> commands) {
    ended.clear();
    for (Command command : commands) {
      apply(command, cause);
    }
    for (AuditedTask task : ended) {
      unless(!task.isRunning(), () -> "cancel: " + task.spec.taskId() + " ended and still runs");
    }
    if (cause instanceof Event.ResultArrived result) {
      requireOutcome(result);
    }
  }

  private void apply(Command command, Event cause) {
    switch (command) {
      case Command.Accept c ->
          unless(
              cause instanceof Event.TaskSubmitted s && s.task().taskId().equals(c.taskId()),
              "outcomes: accepted out of the blue");
      case Command.Reject c ->
          unless(
              cause instanceof Event.TaskSubmitted s && s.task().taskId().equals(c.taskId()),
              "outcomes: refused out of the blue");
      case Command.Assign c -> assigns.check(c);
      case Command.CancelOnPeer c -> cancel(c, cause);
      case Command.PartDone c -> partDone(c);
      case Command.Complete c -> complete(c);
      case Command.Fail c -> fail(c, cause);
      case Command.IgnoreResult c -> ignore(c, cause);
      case Command.Probe c -> auditor.peer(c.peerId());
      case Command.PeerSuspected c -> suspect(c);
      case Command.RejectPeer c ->
          unless(!auditor.peers.containsKey(c.peerId()), "a connected peer was rejected");
      case Command.EvictPeer c -> evict(c);
      case Command.PeerDrained c -> drained(c);
      case Command.ArmTimer c -> auditor.armedNanos = c.atNanos();
    }
  }

  private void cancel(Command.CancelOnPeer cancel, Event cause) {
    AuditedPeer peer = auditor.peer(cancel.peerId());
    AuditedPiece piece = auditor.piece(cancel.taskId(), cancel.part());
    AuditedAttempt attempt =
        piece
            .runningAnsweredBy(cancel.peerId(), 0)
            .orElseThrow(() -> new Violation("cancel: cancelled where it does not run"));
    if (cause instanceof Event.TimerDue && peer.suspected) {
      auditor.orphan(attempt);
      attempt.uncertain = attempt.startedNanos + auditor.limits.taskTimeoutNanos() <= auditor.now;
    } else {
      auditor.end(attempt);
    }
  }

  private void partDone(Command.PartDone done) {
    AuditedPiece piece = auditor.piece(done.taskId(), done.part());
    unless(piece.task.isSplit(), "outcomes: part of a whole task done");
    unless(
        auditor
            .counted
            .filter(a -> a.piece == piece && a.peer.id.equals(done.peerId()))
            .isPresent(),
        "outcomes: a part done without a result");
  }

  private void complete(Command.Complete complete) {
    AuditedTask task = auditor.task(complete.taskId());
    AuditedAttempt by =
        auditor
            .counted
            .filter(a -> a.piece.task == task && a.peer.id.equals(complete.peerId()))
            .orElseThrow(() -> new Violation("outcomes: completed without a result"));
    unless(by.piece.done, "outcomes: completed by a failure");
    unless(task.isDone(), "outcomes: completed with a part missing, or one that does not join");
    unless(complete.parts() == task.pieces.size(), "outcomes: wrong number of parts");
    unless(complete.attempts() == task.attempts(), "outcomes: wrong number of attempts");
    long total = auditor.now - task.acceptedNanos;
    unless(complete.totalNanos() == total, "outcomes: wrong total time");
    unless(
        complete.peerNanos() + complete.queueNanos() == total
            && complete.peerNanos() >= 0
            && complete.queueNanos() >= 0,
        "outcomes: the parts of the time do not make the total");
    auditor.tally.completed++;
    end(task);
  }

  private void fail(Command.Fail fail, Event cause) {
    AuditedTask task = auditor.task(fail.taskId());
    unless(fail.totalNanos() == auditor.now - task.acceptedNanos, "outcomes: wrong total time");
    unless(fail.attempts() == task.attempts(), "outcomes: wrong number of attempts");
    boolean allowed =
        switch (fail.code()) {
          case CANCELLED ->
              cause instanceof Event.TaskCancelled c && c.taskId().equals(fail.taskId());
          case DEADLINE_EXCEEDED -> task.overdue(auditor.now) || mayGiveUpEarly(task);
          case ATTEMPTS_EXHAUSTED ->
              task.pieces.stream()
                  .anyMatch(p -> p.isWaiting() && p.attempts == auditor.limits.maxAttempts());
          case INTERNAL -> cause instanceof Event.Abort;
          case UNSUPPORTED_TASK_TYPE, NO_CAPABLE_PEER, QUEUE_FULL -> false;
        };
    unless(allowed, () -> "outcomes: failed with " + fail.code() + " without its reason");
    if (fail.code() == FailureCode.CANCELLED) {
      auditor.tally.cancelled++;
    } else {
      auditor.tally.failed++;
    }
    end(task);
  }

  /** A strict policy lets nobody begin with what is not expected in time. */
  private boolean mayGiveUpEarly(AuditedTask task) {
    return auditor.limits.policy().admission() == AdmissionMode.STRICT
        && task.spec.deadlineNanos().isPresent();
  }

  private void end(AuditedTask task) {
    for (AuditedPiece piece : task.pieces) {
      if (piece.isWaiting()) {
        auditor.queue.leave(piece);
      }
      // a piece whose attempt is only cancelled after the outcome must not wait again
      piece.done = true;
    }
    auditor.open.remove(task.spec.taskId());
    ended.add(task);
  }

  private void ignore(Command.IgnoreResult ignore, Event cause) {
    unless(
        cause instanceof Event.ResultArrived r
            && r.taskId().equals(ignore.taskId())
            && r.part() == ignore.part()
            && r.peerId().equals(ignore.peerId()),
        "fencing: ignored without a result");
    auditor.tally.ignored++;
  }

  /** A result that counts has a consequence. */
  private void requireOutcome(Event.ResultArrived result) {
    if (auditor.counted.isEmpty()) {
      return;
    }
    AuditedTask task = auditor.counted.get().piece.task;
    unless(
        !(result.answer() instanceof Answer.Done) || !task.isDone() || ended.contains(task),
        () -> "outcomes: all of " + result.taskId() + " is there and it did not complete");
  }

  private void suspect(Command.PeerSuspected suspected) {
    AuditedPeer peer = auditor.peer(suspected.peerId());
    unless(!peer.suspected, "suspicion: suspected twice");
    unless(!peer.running.isEmpty(), "suspicion: suspected while it holds nothing");
    unless(
        auditor.now - peer.heardNanos >= auditor.limits.policy().suspectNanos(),
        "suspicion: suspected too soon");
    peer.suspected = true;
    auditor.tally.suspicions++;
  }

  private void evict(Command.EvictPeer evict) {
    AuditedPeer peer = auditor.peer(evict.peerId());
    long silent = auditor.now - peer.heardNanos;
    unless(
        silent >= auditor.limits.heartbeatTimeoutNanos(),
        () -> "suspicion: evicted after " + silent + " ns");
    auditor.leave(evict.peerId());
  }

  private void drained(Command.PeerDrained said) {
    AuditedPeer peer = auditor.peer(said.peerId());
    unless(peer.draining && peer.running.isEmpty(), "drain: drained too early");
    unless(!peer.drainedSaid, "drain: drained twice");
    peer.drainedSaid = true;
  }
}
