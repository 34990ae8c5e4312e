package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.transport.CloseCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Carries out the core's commands: assignments go to peers, answers to owners, and what was done
 * into each task's story. Owned by the scheduler thread.
 */
final class Orders {
  private static final Logger LOG = System.getLogger("coordinator");

  /** A day; the estimate for peers that only ever fail grows without end, and says nothing then. */
  private static final long MOST_EXPECTED_NANOS = TimeUnit.DAYS.toNanos(1);

  private final OpenTasks tasks;
  private final PeerPorts peers;
  private final Stories stories;
  private final Metrics metrics;
  private final Outcomes outcomes;

  /** Tasks that ended in this step: the orders behind their end still name their parts. */
  private final List<String> ended = new ArrayList<>();

  private OptionalLong timerNanos = OptionalLong.empty();

  Orders(OpenTasks tasks, PeerPorts peers, Stories stories, Metrics metrics, int maxMessageBytes) {
    this.tasks = tasks;
    this.peers = peers;
    this.stories = stories;
    this.metrics = metrics;
    this.outcomes = new Outcomes(maxMessageBytes);
  }

  /** When time runs out next for someone; empty for never. */
  OptionalLong timerNanos() {
    return timerNanos;
  }

  /** The core names the next instant when there is one; kept, the old one would be due for ever. */
  void timerFired() {
    timerNanos = OptionalLong.empty();
  }

  void carryOut(List<Command> commands, long nowNanos) {
    carryOut(commands, Optional.empty(), nowNanos);
  }

  /**
   * Carries out the commands of one step.
   *
   * @param arrived the result that made them, where one did
   */
  void carryOut(List<Command> commands, Optional<ResultCheck> arrived, long nowNanos) {
    commands.forEach(command -> carryOut(command, arrived, nowNanos));
    ended.forEach(tasks::release);
    ended.clear();
  }

  /** Turns a task away that the core has not seen. */
  void refuse(Submission submission, Refusal why, long nowNanos) {
    submission.owner().refused(submission.taskId(), why);
    metrics.refused(why.code());
    stories.add(submission.taskId(), new StoryEvent.Refused(nowNanos, why));
  }

  /** The peer has not done what it was given. */
  void failed(String peerId, WorkId work, String error, long nowNanos) {
    LOG.log(Level.DEBUG, "{0} failed on {1}: {2}", work.wireName(), peerId, error);
    tasks.find(work.taskId()).ifPresent(task -> tasks.take(task, work.part(), peerId));
    stories.add(work.taskId(), new StoryEvent.Failed(nowNanos, work.part(), peerId, error));
  }

  private void carryOut(Command command, Optional<ResultCheck> arrived, long now) {
    switch (command) {
      case Command.Accept accept -> accept(accept, now);
      case Command.Reject reject -> reject(reject, now);
      case Command.Assign assign -> assign(assign, now);
      case Command.CancelOnPeer cancel -> cancelOn(cancel, now);
      case Command.PartDone part -> keep(part, arrived.orElseThrow(), now);
      case Command.Complete complete -> complete(complete, arrived.orElseThrow(), now);
      case Command.Fail fail -> fail(fail, now);
      case Command.IgnoreResult ignored -> ignore(ignored, now);
      case Command.Probe probe -> peers.find(probe.peerId()).ifPresent(PeerPort::probe);
      case Command.PeerSuspected suspected -> suspect(suspected, now);
      case Command.RejectPeer rejected -> refusePeer(rejected);
      case Command.EvictPeer evict -> evict(evict, now);
      case Command.PeerDrained drained -> peers.find(drained.peerId()).ifPresent(PeerPort::drained);
      case Command.ArmTimer timer -> timerNanos = OptionalLong.of(timer.atNanos());
    }
  }

  private void accept(Command.Accept accept, long now) {
    var beyondAllReason = accept.expectedNanos().orElse(0) > MOST_EXPECTED_NANOS;
    var expectedNanos = beyondAllReason ? OptionalLong.empty() : accept.expectedNanos();
    task(accept.taskId()).submission().owner().accepted(accept.taskId(), expectedNanos);
    stories.add(accept.taskId(), new StoryEvent.Accepted(now, expectedNanos));
  }

  private void reject(Command.Reject reject, long now) {
    var submission = task(reject.taskId()).submission();
    tasks.release(reject.taskId());
    refuse(submission, Refusal.of(reject), now);
  }

  private void assign(Command.Assign assign, long now) {
    var task = task(assign.taskId());
    tasks.assign(task, assign, now);
    var message = message(task.submission(), assign, now);
    peers.find(assign.peerId()).orElseThrow().assign(message);
    metrics.assigned(assign.choice().why(), message.data().size());
    stories.add(
        assign.taskId(),
        new StoryEvent.Assigned(
            now, assign.part(), assign.peerId(), assign.attempt(), assign.choice()));
  }

  private void cancelOn(Command.CancelOnPeer cancel, long now) {
    var task = task(cancel.taskId());
    tasks.take(task, cancel.part(), cancel.peerId());
    peers.find(cancel.peerId()).ifPresent(port -> port.cancel(task.work(cancel.part()).wireName()));
    stories.add(cancel.taskId(), new StoryEvent.TakenBack(now, cancel.part(), cancel.peerId()));
  }

  private void keep(Command.PartDone done, ResultCheck arrived, long now) {
    var task = task(done.taskId());
    tasks.take(task, done.part(), done.peerId());
    tasks.keep(task, done.part(), ((ResultCheck.OfPart) arrived).result());
    stories.add(done.taskId(), new StoryEvent.PartDone(now, done.part(), done.peerId()));
  }

  private void complete(Command.Complete complete, ResultCheck arrived, long now) {
    var submission = task(complete.taskId()).submission();
    ended.add(complete.taskId());
    switch (outcomes.of(complete, task(complete.taskId()), arrived)) {
      case TaskResult.Success success -> {
        submission.owner().finished(Outcomes.completed(submission, complete, success));
        metrics.completed(complete, success.result().size());
        stories.add(complete.taskId(), new StoryEvent.Completed(now, complete));
      }
      case TaskResult.Failure failure ->
          end(submission, failure, complete.attempts(), complete.totalNanos(), now);
    }
  }

  private void fail(Command.Fail fail, long now) {
    var submission = task(fail.taskId()).submission();
    ended.add(fail.taskId());
    var code = Refusal.wireCode(fail.code()).wireName();
    var failure = new TaskResult.Failure(fail.message(), Optional.of(code));
    end(submission, failure, fail.attempts(), fail.totalNanos(), now);
  }

  private void end(
      Submission submission, TaskResult.Failure failure, int attempts, long totalNanos, long now) {
    var code = failure.code().orElse(ErrorCode.INTERNAL.wireName());
    submission.owner().finished(Outcomes.failed(submission, failure, attempts, totalNanos));
    metrics.failed(code);
    stories.add(
        submission.taskId(),
        new StoryEvent.Ended(now, code, failure.error(), attempts, totalNanos));
  }

  private void ignore(Command.IgnoreResult ignored, long now) {
    metrics.ignoredResult();
    stories.add(ignored.taskId(), new StoryEvent.Ignored(now, ignored.part(), ignored.peerId()));
  }

  private void suspect(Command.PeerSuspected suspected, long now) {
    var peerId = suspected.peerId();
    LOG.log(Level.DEBUG, "peer {0} is silent for {1} ns", peerId, suspected.silentNanos());
    var event = new StoryEvent.Suspected(now, peerId, suspected.silentNanos());
    tasks.heldBy(peerId).forEach(task -> stories.add(task.submission().taskId(), event));
  }

  private void refusePeer(Command.RejectPeer rejected) {
    peers
        .remove(rejected.peerId())
        .ifPresent(port -> port.refused(Refusal.error(ErrorCode.PEER_LIMIT, rejected.message())));
  }

  private void evict(Command.EvictPeer evict, long now) {
    LOG.log(Level.WARNING, "peer {0} is evicted: {1}", evict.peerId(), evict.reason());
    lose(evict.peerId(), evict.reason(), now);
    peers
        .remove(evict.peerId())
        .ifPresent(port -> port.expelled(CloseCodes.SILENT, evict.reason()));
  }

  /** The peer is gone, and with it whatever it was working on. */
  void lose(String peerId, String reason, long nowNanos) {
    var event = new StoryEvent.PeerLost(nowNanos, peerId, reason);
    tasks.takeAllFrom(peerId).forEach(task -> stories.add(task.submission().taskId(), event));
  }

  private OpenTask task(String taskId) {
    return tasks.find(taskId).orElseThrow();
  }

  private static TaskAssign message(Submission submission, Command.Assign assign, long nowNanos) {
    var task = submission.task();
    var part = assign.part();
    return new TaskAssign(
        WorkId.of(submission.taskId(), part).wireName(),
        task.taskType(),
        task.data(),
        part.isWhole() ? task.params() : submission.rules().paramsOf(part, task.params()),
        assign.attempt(),
        timeLeftMs(assign.deadlineNanos(), nowNanos));
  }

  private static OptionalLong timeLeftMs(OptionalLong deadlineNanos, long nowNanos) {
    return deadlineNanos.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos.getAsLong() - nowNanos)));
  }
}
