package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.transport.CloseCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Feeds events to the scheduler's core and carries out its commands. Every method runs on the
 * scheduler thread, which owns all state here; the core knows names and times, this class the
 * payloads and the ways to peers and owners.
 */
final class Dispatcher {
  private static final Logger LOG = System.getLogger("coordinator");

  private final SchedulerCore core;
  private final LimitSettings limits;
  private final long heartbeatIntervalMs;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final OpenTasks tasks = new OpenTasks();
  private final Map<String, PeerPort> peers = new HashMap<>();
  private OptionalLong timerNanos = OptionalLong.empty();

  Dispatcher(
      SchedulerCore core, CoordinatorConfig config, Metrics metrics, LongSupplier nanoClock) {
    this.core = core;
    this.limits = config.limits();
    this.heartbeatIntervalMs = config.server().heartbeatIntervalMs();
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  void submit(Submission submission) {
    if (tasks.heldBytes() + submission.heldBytes() > limits.maxQueuedBytes()) {
      submission
          .owner()
          .refused(
              submission.taskId(),
              ErrorCode.QUEUE_FULL,
              "open tasks hold "
                  + tasks.heldBytes()
                  + " bytes already; at most "
                  + limits.maxQueuedBytes()
                  + " are allowed");
      metrics.refused(ErrorCode.QUEUE_FULL);
      return;
    }
    tasks.add(submission);
    step(new Event.TaskSubmitted(submission.spec()));
  }

  void cancel(String taskId) {
    step(new Event.TaskCancelled(taskId));
  }

  /** Takes a peer in; a peer of the same name that is here already is replaced. */
  void join(String peerId, PeerProfile profile, PeerPort port) {
    var replaced = peers.put(peerId, port);
    if (replaced != null) {
      replaced.expelled(CloseCodes.REPLACED, "a newer connection registered " + peerId);
      tasks.takeAllFrom(peerId);
    }
    var commands = core.step(new Event.PeerJoined(peerId, profile), nanoClock.getAsLong());
    if (commands.stream().noneMatch(Command.RejectPeer.class::isInstance)) {
      // before any task_assign that the same step may hold
      port.registered(peerId, heartbeatIntervalMs);
      LOG.log(Level.INFO, "peer {0} joined with {1} lanes", peerId, profile.lanes());
    }
    commands.forEach(command -> carryOut(command, Optional.empty()));
  }

  void leave(String peerId, PeerPort port, String reason) {
    if (peers.remove(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} left: {1}", peerId, reason);
      tasks.takeAllFrom(peerId);
      step(new Event.PeerLeft(peerId, reason));
    }
  }

  void seen(String peerId, PeerPort port, double load) {
    if (isCurrent(peerId, port)) {
      step(new Event.PeerSeen(peerId, load));
    }
  }

  void drain(String peerId, PeerPort port) {
    if (isCurrent(peerId, port)) {
      LOG.log(Level.INFO, "peer {0} drains", peerId);
      step(new Event.PeerDraining(peerId));
    }
  }

  void result(String peerId, PeerPort port, TaskResult result) {
    if (!isCurrent(peerId, port)) {
      metrics.ignoredResult();
      return;
    }
    var arrived = tasks.checked(result);
    if (arrived.outcome() instanceof TaskResult.Failure failure) {
      failed(peerId, result.taskId(), failure.error());
      return;
    }
    var event = new Event.ResultArrived(result.taskId(), peerId, true, "");
    core.step(event, nanoClock.getAsLong())
        .forEach(command -> carryOut(command, Optional.of(arrived)));
  }

  /** Whoever drives the system from outside knows that this peer failed at this task. */
  void reportFailure(String peerId, String taskId) {
    if (tasks.has(peerId, taskId)) {
      // the peer itself may not know
      port(peerId).ifPresent(port -> port.cancel(taskId));
      failed(peerId, taskId, "reported as failed");
    }
  }

  /** The peer that has the task now, after trying to find one. */
  Optional<String> assignNow(String taskId) {
    step(new Event.AssignNow(taskId));
    return tasks.find(taskId).flatMap(OpenTask::assignee);
  }

  void stopAccepting() {
    step(new Event.Draining());
  }

  void abort(String reason) {
    step(new Event.Abort(reason));
  }

  /** Lets time run out for whoever is due; call after all mail that had arrived. */
  void timerDue() {
    // one instant for all of it: a pause in between would look like the silence of local peers
    var now = nanoClock.getAsLong();
    peers.forEach((peerId, port) -> {
      if (port.isLocal()) {
        step(new Event.PeerSeen(peerId, 0), now);
      }
    });
    // the core names the next instant when there is one; kept, the old one would be due for ever
    timerNanos = OptionalLong.empty();
    step(new Event.TimerDue(), now);
  }

  /** When {@link #timerDue} is needed next; empty for never. */
  OptionalLong timerNanos() {
    return timerNanos;
  }

  boolean isIdle() {
    return tasks.isEmpty();
  }

  SchedulerSnapshot snapshot() {
    return core.snapshot();
  }

  private boolean isCurrent(String peerId, PeerPort port) {
    return port.equals(peers.get(peerId));
  }

  private void step(Event event) {
    step(event, nanoClock.getAsLong());
  }

  private void step(Event event, long nowNanos) {
    core.step(event, nowNanos).forEach(command -> carryOut(command, Optional.empty()));
  }

  private void failed(String peerId, String taskId, String error) {
    LOG.log(Level.DEBUG, "{0} failed on {1}: {2}", taskId, peerId, error);
    tasks.find(taskId).ifPresent(task -> task.takenFrom(peerId));
    step(new Event.ResultArrived(taskId, peerId, false, error));
  }

  private void carryOut(Command command, Optional<TaskResult> arrived) {
    switch (command) {
      case Command.Accept accept ->
          task(accept.taskId()).submission().owner().accepted(accept.taskId());
      case Command.Reject reject -> reject(reject);
      case Command.Assign assign -> assign(assign);
      case Command.CancelOnPeer cancel -> cancelOn(cancel);
      case Command.Complete complete -> complete(complete, arrived.orElseThrow());
      case Command.Fail fail -> fail(fail);
      case Command.IgnoreResult ignored -> metrics.ignoredResult();
      case Command.RejectPeer rejected -> refusePeer(rejected);
      case Command.EvictPeer evict -> evict(evict);
      case Command.PeerDrained drained -> port(drained.peerId()).ifPresent(PeerPort::drained);
      case Command.ArmTimer timer -> timerNanos = OptionalLong.of(timer.atNanos());
    }
  }

  private void reject(Command.Reject reject) {
    var submission = tasks.release(reject.taskId()).submission();
    var code = wireCode(reject.code());
    submission.owner().refused(reject.taskId(), code, reject.message());
    metrics.refused(code);
  }

  private void assign(Command.Assign assign) {
    var message = task(assign.taskId()).assignTo(assign, nanoClock.getAsLong());
    port(assign.peerId()).orElseThrow().assign(message);
    metrics.assigned(assign.attempt(), message.data().size());
  }

  private void cancelOn(Command.CancelOnPeer cancel) {
    tasks.find(cancel.taskId()).ifPresent(task -> task.takenFrom(cancel.peerId()));
    port(cancel.peerId()).ifPresent(port -> port.cancel(cancel.taskId()));
  }

  private void complete(Command.Complete complete, TaskResult arrived) {
    var task = tasks.release(complete.taskId());
    var timings =
        new Timings(
            millis(complete.queueNanos()),
            millis(complete.peerNanos()),
            millis(complete.totalNanos()));
    task.submission()
        .owner()
        .finished(
            task.submission()
                .result(
                    arrived.outcome(),
                    Optional.of(complete.peerId()),
                    complete.attempts(),
                    timings));
    metrics.completed(complete, arrived);
  }

  private void fail(Command.Fail fail) {
    var task = tasks.release(fail.taskId());
    var code = wireCode(fail.code());
    var total = millis(fail.totalNanos());
    var failure = new TaskResult.Failure(fail.message(), Optional.of(code.wireName()));
    task.submission()
        .owner()
        .finished(
            task.submission()
                .result(failure, Optional.empty(), fail.attempts(), new Timings(total, 0, total)));
    metrics.failed(code);
  }

  private void refusePeer(Command.RejectPeer rejected) {
    Optional.ofNullable(peers.remove(rejected.peerId()))
        .ifPresent(port ->
            port.refused(
                new ErrorMessage(
                    ErrorCode.PEER_LIMIT.wireName(),
                    rejected.message(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty())));
  }

  private void evict(Command.EvictPeer evict) {
    LOG.log(Level.WARNING, "peer {0} is evicted: {1}", evict.peerId(), evict.reason());
    tasks.takeAllFrom(evict.peerId());
    Optional.ofNullable(peers.remove(evict.peerId()))
        .ifPresent(port -> port.expelled(CloseCodes.SILENT, evict.reason()));
  }

  private OpenTask task(String taskId) {
    return tasks.find(taskId).orElseThrow();
  }

  private Optional<PeerPort> port(String peerId) {
    return Optional.ofNullable(peers.get(peerId));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static ErrorCode wireCode(FailureCode code) {
    return ErrorCode.valueOf(code.name());
  }
}
