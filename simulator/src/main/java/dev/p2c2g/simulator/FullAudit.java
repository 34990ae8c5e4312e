package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.Violation.unless;

import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is too dear to look at after every step: everything at once. */
final class FullAudit {
  private final Auditor auditor;

  FullAudit(Auditor auditor) {
    this.auditor = auditor;
  }

  void check(Event event, SchedulerSnapshot snapshot) {
    compare(snapshot);
    List<AuditedPeer> idle = comparePeers(snapshot);
    Set<AuditedQueue.Crowd> looked = new HashSet<>();
    int waiting = 0;
    for (AuditedTask task : auditor.open.values()) {
      waiting += check(task, event, idle, looked);
    }
    same("waiting pieces", auditor.queue.pieces(), waiting);
  }

  private void compare(SchedulerSnapshot snapshot) {
    Tally tally = auditor.tally;
    same("pendingTasks", snapshot.pendingTasks(), auditor.open.size());
    same("completedTasks", snapshot.completedTasks(), tally.completed);
    same("failedTasks", snapshot.failedTasks(), tally.failed);
    same("cancelledTasks", snapshot.cancelledTasks(), tally.cancelled);
    same("ignoredResults", snapshot.ignoredResults(), tally.ignored);
    same("retries", snapshot.retries(), tally.retries);
    same("hedges", snapshot.failover().hedges(), tally.hedges);
    same("splits", snapshot.failover().splits(), tally.splits);
    same("suspicions", snapshot.failover().suspicions(), tally.suspicions);
    same("peers", snapshot.peers().size(), auditor.peers.size());
  }

  /** Gives the peers that have nothing to do and no reason not to. */
  private List<AuditedPeer> comparePeers(SchedulerSnapshot snapshot) {
    List<AuditedPeer> idle = new ArrayList<>();
    for (PeerRow row : snapshot.peers()) {
      AuditedPeer peer = auditor.peer(row.peerId());
      unless(
          row.inFlight() == peer.running.size(),
          () ->
              "counts: %s has %d in flight, counted %d"
                  .formatted(peer.id, row.inFlight(), peer.running.size()));
      unless(
          row.state() != PeerState.SUSPECTED || peer.suspected,
          () -> "suspicion: " + peer.id + " is suspected though it was heard");
      unless(
          (peer.draining && peer.running.isEmpty()) == peer.drainedSaid,
          () -> "drain: " + peer.id + " is drained and it was not said, or vice versa");
      if (row.state() == PeerState.ACTIVE && row.inFlight() == 0) {
        idle.add(peer);
      }
    }
    return idle;
  }

  private int check(
      AuditedTask task, Event event, List<AuditedPeer> idle, Set<AuditedQueue.Crowd> looked) {
    unless(
        auditor.armedNanos <= task.deadlineNanos(),
        () -> "deadline: no timer is armed for " + task.spec.taskId());
    unless(
        !(event instanceof Event.TimerDue) || !task.overdue(auditor.now),
        () -> "deadline: " + task.spec.taskId() + " outlived its deadline");
    int waiting = 0;
    for (AuditedPiece piece : task.pieces) {
      unless(piece.running.size() <= 2, "attempts: more than two at a time");
      if (piece.isWaiting()) {
        waiting++;
        // of those that suit the same peers one is enough
        if (!piece.isFirstTry() || looked.add(auditor.queue.crowdOf(piece))) {
          requireNobodyIdle(piece, idle);
        }
      }
    }
    return waiting;
  }

  private void requireNobodyIdle(AuditedPiece piece, List<AuditedPeer> idle) {
    if (piece.task.overdue(auditor.now)) {
      return;
    }
    for (AuditedPeer peer : idle) {
      unless(
          !piece.canRunOn(peer) || piece.tried.contains(peer.id),
          () ->
              "lost: %s waits though %s has nothing to do"
                  .formatted(piece.task.spec.taskId(), peer.id));
    }
  }

  private static void same(String what, long said, long counted) {
    unless(said == counted, () -> "counts: %s is %d, counted %d".formatted(what, said, counted));
  }
}
