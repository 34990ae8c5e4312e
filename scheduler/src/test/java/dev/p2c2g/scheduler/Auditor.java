package dev.p2c2g.scheduler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows a core from outside, by its events and commands alone, and throws on the first command
 * that breaks a rule or is missing. Plain scans over everything: slow, and plainly right.
 */
final class Auditor {
  final Map<String, ModelPeer> peers = new LinkedHashMap<>();
  final Map<String, ModelTask> open = new LinkedHashMap<>();
  final SchedulerLimits limits;
  long now;
  long completed;
  long failed;
  long cancelled;
  long ignored;
  long retries;

  /** When the attempt had started whose result is the event being checked. */
  long resultStartedNanos;

  private final AuditedEvents events = new AuditedEvents(this);
  private final AuditedCommands commands = new AuditedCommands(this);
  private long submitted;
  private long armedNanos = Long.MAX_VALUE;

  Auditor(SchedulerLimits limits) {
    this.limits = limits;
  }

  void check(Event event, long nowNanos, List<Command> given, SchedulerSnapshot snapshot) {
    now = nowNanos;
    List<Command> answers = given.stream().filter(c -> !(c instanceof Command.ArmTimer)).toList();
    events.before(event, answers);
    commands.beginStep();
    for (Command command : given) {
      if (command instanceof Command.ArmTimer(long atNanos)) {
        require(atNanos != armedNanos, "the timer was armed for the same instant again");
        armedNanos = atNanos;
      } else {
        commands.apply(command, event);
      }
    }
    if (nextExpiry() == Long.MAX_VALUE) {
      armedNanos = Long.MAX_VALUE;
    }
    afterEveryStep(event);
    compare(snapshot);
  }

  long armedNanos() {
    return armedNanos;
  }

  ModelTask accept(TaskSpec spec) {
    ModelTask task = new ModelTask(spec, submitted++, now);
    open.put(spec.taskId(), task);
    return task;
  }

  /** The peer is gone, its attempts are orphans. */
  void leave(String peerId) {
    ModelPeer peer = peers.remove(peerId);
    if (peer == null) {
      return;
    }
    for (String taskId : peer.running) {
      ModelTask task = present(open.get(taskId), taskId + " is not open");
      task.orphans.put(peerId, task.startedNanos);
      task.runningOn = "";
    }
  }

  /** The attempt of a task is over; its lane is free. */
  void endAttempt(ModelTask task) {
    ModelPeer peer = peers.get(task.runningOn);
    if (peer != null) {
      peer.running.remove(task.spec.taskId());
    }
    task.runningOn = "";
  }

  boolean mayRunOn(ModelTask task, ModelPeer peer) {
    return peer.free()
        && peer.capable(task.spec)
        && (!task.tried.contains(peer.id) || !untriedExists(task));
  }

  private boolean untriedExists(ModelTask task) {
    return peers.values().stream()
        .anyMatch(p -> !p.draining && p.capable(task.spec) && !task.tried.contains(p.id));
  }

  long queued() {
    return open.values().stream().filter(ModelTask::queued).count();
  }

  private void afterEveryStep(Event event) {
    for (ModelTask task : open.values()) {
      boolean stuck = task.queued() && peers.values().stream().anyMatch(p -> mayRunOn(task, p));
      require(!stuck, task.spec.taskId() + " waits though a peer is free");
    }
    for (ModelPeer peer : peers.values()) {
      boolean drained = peer.draining && peer.running.isEmpty();
      require(
          drained == peer.drainedSaid, peer.id + " is drained and it was not said, or vice versa");
    }
    long fresh = open.values().stream().filter(t -> t.queued() && t.attempts == 0).count();
    require(fresh <= limits.maxQueuedTasks(), fresh + " new tasks are queued");
    require(peers.size() <= limits.maxPeers(), peers.size() + " peers are connected");
    require(armedNanos <= nextExpiry(), "nothing is armed for " + nextExpiry());
    require(
        !(event instanceof Event.TimerDue) || nextExpiry() > now, "something due did not run out");
  }

  private long nextExpiry() {
    long next = Long.MAX_VALUE;
    for (ModelTask task : open.values()) {
      next = Math.min(next, task.deadline());
      if (!task.queued()) {
        next = Math.min(next, task.startedNanos + limits.taskTimeoutNanos());
      }
    }
    for (ModelPeer peer : peers.values()) {
      next = Math.min(next, peer.lastSeenNanos + limits.heartbeatTimeoutNanos());
    }
    return next;
  }

  private void compare(SchedulerSnapshot snapshot) {
    long active = peers.values().stream().filter(p -> !p.draining).count();
    require(snapshot.activePeers() == active, "activePeers");
    require(snapshot.pendingTasks() == open.size(), "pendingTasks");
    require(snapshot.queuedTasks() == queued(), "queuedTasks");
    require(snapshot.completedTasks() == completed, "completedTasks");
    require(snapshot.failedTasks() == failed, "failedTasks");
    require(snapshot.cancelledTasks() == cancelled, "cancelledTasks");
    require(snapshot.ignoredResults() == ignored, "ignoredResults");
    require(snapshot.retries() == retries, "retries");
    require(snapshot.peers().size() == peers.size(), "peers");
    for (SchedulerSnapshot.PeerRow row : snapshot.peers()) {
      ModelPeer peer = present(peers.get(row.peerId()), row.peerId() + " is not connected");
      require(peer.running.size() == row.inFlight(), "inFlight " + row.peerId());
    }
  }

  static <T> T present(@Nullable T value, String violation) {
    if (value == null) {
      throw new AssertionError(violation);
    }
    return value;
  }

  static void require(boolean holds, String violation) {
    if (!holds) {
      throw new AssertionError(violation);
    }
  }
}
