package dev.p2c2g.simulator;

import static dev.p2c2g.simulator.Violation.unless;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.List;

/** Whether a submission was rightly accepted or refused. */
final class AdmissionAudit {
  private final Auditor auditor;

  AdmissionAudit(Auditor auditor) {
    this.auditor = auditor;
  }

  void check(TaskSpec spec, List<Command> answers) {
    unless(!answers.isEmpty(), "outcomes: a submission got no answer");
    if (answers.getFirst() instanceof Command.Reject(String taskId, FailureCode code, String why)) {
      unless(taskId.equals(spec.taskId()), "outcomes: another task was refused");
      unless(mayRefuse(spec, code), () -> "admission: refused with " + code + ": " + why);
      return;
    }
    unless(
        answers.getFirst() instanceof Command.Accept accepted
            && accepted.taskId().equals(spec.taskId()),
        "outcomes: a submission is accepted or refused first of all");
    unless(!auditor.draining, "admission: accepted while draining");
    unless(spec.deadlineNanos().orElse(Long.MAX_VALUE) > auditor.now, "admission: was overdue");
    auditor.accept(spec);
  }

  private boolean mayRefuse(TaskSpec spec, FailureCode code) {
    return switch (code) {
      case QUEUE_FULL -> auditor.queue.pieces() >= auditor.limits.maxQueuedTasks();
      case DEADLINE_EXCEEDED ->
          spec.deadlineNanos().isPresent()
              && (spec.deadlineNanos().getAsLong() <= auditor.now
                  || auditor.limits.policy().admission() == AdmissionMode.STRICT);
      case NO_CAPABLE_PEER -> spec.deadlineNanos().isPresent() && !someoneCan(spec);
      case UNSUPPORTED_TASK_TYPE ->
          !auditor.limits.knownTaskTypes().contains(spec.taskType()) && !someoneOffers(spec);
      case INTERNAL -> auditor.draining;
      case CANCELLED, ATTEMPTS_EXHAUSTED -> false;
    };
  }

  /** Somebody who takes tasks, once heard again. */
  private boolean someoneCan(TaskSpec spec) {
    AuditedPiece whole = new AuditedTask(spec, auditor.now).pieces.getFirst();
    return auditor.peers.values().stream()
        .anyMatch(p -> !p.draining && !p.paused && whole.canRunOn(p));
  }

  private boolean someoneOffers(TaskSpec spec) {
    return auditor.peers.values().stream()
        .anyMatch(p -> p.profile.taskTypes().contains(spec.taskType()));
  }
}
