package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows a core from outside, by its events and commands alone, and throws a {@link Violation} at
 * the first command that breaks a rule or is missing. A step costs as much as it has commands;
 * every so many steps everything is looked at.
 */
final class Auditor {
  /** First tries that may wait above the limit: the parts of one task. */
  private static final int PARTS = 8;

  final SchedulerLimits limits;
  final Map<String, AuditedPeer> peers = new LinkedHashMap<>();
  final Map<String, AuditedTask> open = new LinkedHashMap<>();
  final AuditedQueue queue = new AuditedQueue();
  final Tally tally = new Tally();
  long now = Long.MIN_VALUE;
  long armedNanos = Long.MAX_VALUE;
  boolean draining;

  /** The attempt whose answer is the event being checked, if it counts. */
  Optional<AuditedAttempt> counted = Optional.empty();

  private final EventAudit events = new EventAudit(this);
  private final CommandAudit commands = new CommandAudit(this);
  private final FullAudit everything = new FullAudit(this);
  private final FairnessAudit fairness = new FairnessAudit(this);
  private final int stepsBetweenScans;
  private int stepsToScan;

  Auditor(SchedulerLimits limits, int stepsBetweenScans) {
    this.limits = limits;
    this.stepsBetweenScans = stepsBetweenScans;
    this.stepsToScan = stepsBetweenScans;
  }

  void check(
      Event event, long nowNanos, List<Command> answers, Supplier<SchedulerSnapshot> snapshot) {
    now = Math.max(now, nowNanos);
    events.before(event, answers);
    commands.check(event, answers);
    events.after(event);
    Violation.unless(
        queue.firstTries() <= limits.maxQueuedTasks() + PARTS,
        () ->
            "bounds: %d first tries wait, %d may"
                .formatted(queue.firstTries(), limits.maxQueuedTasks()));
    Violation.unless(
        peers.size() <= limits.maxPeers(),
        () -> "bounds: " + peers.size() + " peers are connected");
    if (--stepsToScan <= 0) {
      stepsToScan = stepsBetweenScans;
      everything.check(event, snapshot.get());
      fairness.check();
    }
  }

  AuditedTask accept(TaskSpec spec) {
    AuditedTask task = new AuditedTask(spec, now);
    Violation.unless(
        open.put(spec.taskId(), task) == null,
        () -> spec.taskId() + " was accepted while it was open");
    queue.enter(task.pieces.getFirst(), now);
    tally.accepted++;
    return task;
  }

  /** The peer is gone; what it works on may still come. */
  void leave(String peerId) {
    AuditedPeer peer = peers.remove(peerId);
    if (peer != null) {
      List.copyOf(peer.running).forEach(this::orphan);
    }
  }

  void orphan(AuditedAttempt attempt) {
    end(attempt);
    attempt.piece.orphans.removeIf(o -> o.peer.id.equals(attempt.peer.id));
    attempt.piece.orphans.add(attempt);
  }

  /** The attempt is over, its lane free; with no other running the piece waits again. */
  void end(AuditedAttempt attempt) {
    attempt.peer.running.remove(attempt);
    attempt.piece.running.remove(attempt);
    if (attempt.piece.isWaiting()) {
      queue.enter(attempt.piece, now);
    }
  }

  AuditedPeer peer(String peerId) {
    AuditedPeer peer = peers.get(peerId);
    if (peer == null) {
      throw new Violation(peerId + " is not connected");
    }
    return peer;
  }

  AuditedTask task(String taskId) {
    AuditedTask task = open.get(taskId);
    if (task == null) {
      throw new Violation("outcomes: " + taskId + " is not open (refused, or it had its outcome)");
    }
    return task;
  }

  AuditedPiece piece(String taskId, int part) {
    AuditedTask task = task(taskId);
    if (part < 0 || part >= task.pieces.size()) {
      throw new Violation(taskId + " has no part " + part);
    }
    return task.pieces.get(part);
  }
}
