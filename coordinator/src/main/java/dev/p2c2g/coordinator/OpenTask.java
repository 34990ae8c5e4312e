package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.scheduler.Command;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A task between submission and outcome; owned by the scheduler thread. */
final class OpenTask {
  private final Submission submission;
  private Optional<String> assignee = Optional.empty();

  OpenTask(Submission submission) {
    this.submission = submission;
  }

  Submission submission() {
    return submission;
  }

  /** The peer that has it now. */
  Optional<String> assignee() {
    return assignee;
  }

  /** Notes the peer and makes the message for it. */
  TaskAssign assignTo(Command.Assign assign, long nowNanos) {
    assignee = Optional.of(assign.peerId());
    var task = submission.task();
    return new TaskAssign(
        submission.taskId(),
        task.taskType(),
        task.data(),
        task.params(),
        assign.attempt(),
        timeLeftMs(assign.deadlineNanos(), nowNanos));
  }

  void takenFrom(String peerId) {
    assignee = assignee.filter(holder -> !holder.equals(peerId));
  }

  private static OptionalLong timeLeftMs(OptionalLong deadlineNanos, long nowNanos) {
    return deadlineNanos.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos.getAsLong() - nowNanos)));
  }
}
