package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Auditor.present;
import static dev.p2c2g.scheduler.Auditor.require;

/** Whether each command is allowed at its place, and what it changes. */
final class AuditedCommands {
  private final Auditor auditor;
  private boolean assignedInThisStep;

  AuditedCommands(Auditor auditor) {
    this.auditor = auditor;
  }

  void beginStep() {
    assignedInThisStep = false;
  }

  void apply(Command command, Event cause) {
    switch (command) {
      case Command.Accept c -> require(task(c.taskId()).attempts == 0, "accepted late");
      case Command.Reject c ->
          require(cause instanceof Event.TaskSubmitted, c.taskId() + " rejected later");
      case Command.Assign c -> assign(c);
      case Command.CancelOnPeer c -> cancelOnPeer(c);
      case Command.Complete c -> complete(c, cause);
      case Command.Fail c -> fail(c, cause);
      case Command.IgnoreResult c -> {
        require(cause instanceof Event.ResultArrived, c.taskId() + " ignored without a result");
        auditor.ignored++;
      }
      case Command.RejectPeer c ->
          require(!auditor.peers.containsKey(c.peerId()), "a connected peer was rejected");
      case Command.EvictPeer c -> evict(c, cause);
      case Command.PeerDrained c -> {
        ModelPeer peer = peer(c.peerId());
        require(peer.draining && peer.running.isEmpty(), "drained too early");
        require(!peer.drainedSaid, "drained twice");
        peer.drainedSaid = true;
      }
      case Command.ArmTimer c -> throw new AssertionError("timers are audited elsewhere: " + c);
    }
  }

  private ModelTask task(String taskId) {
    return present(auditor.open.get(taskId), taskId + " is not open");
  }

  private ModelPeer peer(String peerId) {
    return present(auditor.peers.get(peerId), peerId + " is not connected");
  }

  private void assign(Command.Assign assign) {
    ModelTask task = task(assign.taskId());
    ModelPeer peer = peer(assign.peerId());
    require(task.queued(), "assigned while its attempt runs");
    require(!peer.draining, "assigned to a draining peer");
    require(peer.capable(task.spec), "assigned to a peer that cannot do it");
    require(peer.running.size() < peer.profile.lanes(), "more tasks than lanes");
    require(auditor.mayRunOn(task, peer), "tried again while an untried peer exists");
    require(!task.overdue(auditor.now), "assigned after its deadline");
    require(assign.deadlineNanos().equals(task.spec.deadlineNanos()), "deadline not passed on");
    require(assign.attempt() == ++task.attempts, "attempts are numbered");
    require(task.attempts <= auditor.limits.maxAttempts(), "too many attempts");
    for (ModelTask other : auditor.open.values()) {
      boolean overtaken =
          other != task
              && other.queued()
              && other.comesBefore(task)
              && !other.overdue(auditor.now)
              && auditor.mayRunOn(other, peer);
      require(!overtaken, other.spec.taskId() + " was overtaken");
    }
    assignedInThisStep = true;
    auditor.retries += task.attempts > 1 ? 1 : 0;
    task.tried.add(peer.id);
    task.orphans.remove(peer.id);
    task.runningOn = peer.id;
    task.startedNanos = auditor.now;
    peer.running.add(task.spec.taskId());
  }

  private void cancelOnPeer(Command.CancelOnPeer cancel) {
    ModelTask task = task(cancel.taskId());
    require(task.runningOn.equals(cancel.peerId()), "cancelled where it does not run");
    auditor.endAttempt(task);
  }

  private void complete(Command.Complete complete, Event cause) {
    ModelTask task = task(complete.taskId());
    boolean arrived =
        cause instanceof Event.ResultArrived result
            && result.success()
            && result.taskId().equals(complete.taskId())
            && result.peerId().equals(complete.peerId());
    require(arrived, "completed without a result");
    require(task.queued(), "completed while another attempt runs uncancelled");
    require(complete.attempts() == task.attempts, "wrong number of attempts");
    long onPeer = auditor.now - auditor.resultStartedNanos;
    require(complete.peerNanos() == onPeer, "wrong peer time");
    require(complete.totalNanos() == auditor.now - task.acceptedNanos, "wrong total time");
    require(complete.queueNanos() == complete.totalNanos() - onPeer, "wrong queue time");
    auditor.open.remove(complete.taskId());
    auditor.completed++;
  }

  private void fail(Command.Fail fail, Event cause) {
    ModelTask task = task(fail.taskId());
    require(task.queued(), "failed while an attempt runs uncancelled");
    require(fail.attempts() == task.attempts, "wrong number of attempts");
    require(fail.totalNanos() == auditor.now - task.acceptedNanos, "wrong total time");
    boolean allowed =
        switch (fail.code()) {
          case CANCELLED ->
              cause instanceof Event.TaskCancelled c && c.taskId().equals(fail.taskId());
          case DEADLINE_EXCEEDED -> task.overdue(auditor.now);
          case ATTEMPTS_EXHAUSTED -> task.attempts == auditor.limits.maxAttempts();
          case INTERNAL -> cause instanceof Event.Abort;
          case UNSUPPORTED_TASK_TYPE, NO_CAPABLE_PEER, QUEUE_FULL -> false;
        };
    require(allowed, "failed with " + fail.code() + " without its reason");
    auditor.open.remove(fail.taskId());
    if (fail.code() == FailureCode.CANCELLED) {
      auditor.cancelled++;
    } else {
      auditor.failed++;
    }
  }

  private void evict(Command.EvictPeer evict, Event cause) {
    ModelPeer peer = peer(evict.peerId());
    require(cause instanceof Event.TimerDue, "evicted out of the blue");
    long silent = auditor.now - peer.lastSeenNanos;
    require(!assignedInThisStep, "evicted after tasks were assigned");
    require(silent >= auditor.limits.heartbeatTimeoutNanos(), "evicted after " + silent + " ns");
    auditor.leave(peer.id);
  }
}
