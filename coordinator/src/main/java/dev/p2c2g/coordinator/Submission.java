package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A validated task on its way to the scheduler thread.
 *
 * @param requestId the submitter's own name for it, repeated in the result
 * @param heldBytes memory it occupies until its outcome
 * @param arrivedNanos when its message arrived; its deadline counts from there
 * @param onlyPeer the one peer that it is for; empty for anybody
 */
record Submission(
    String taskId,
    String gamerId,
    String requestId,
    Task task,
    TaskRules rules,
    int heldBytes,
    long arrivedNanos,
    TaskOwner owner,
    Optional<String> onlyPeer) {

  /** A task for anybody. */
  Submission(
      String taskId,
      String gamerId,
      String requestId,
      Task task,
      TaskRules rules,
      int heldBytes,
      long arrivedNanos,
      TaskOwner owner) {
    this(taskId, gamerId, requestId, task, rules, heldBytes, arrivedNanos, owner, Optional.empty());
  }

  TaskSpec spec() {
    var deadlineNanos =
        task.deadlineMs().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(
                arrivedNanos + TimeUnit.MILLISECONDS.toNanos(task.deadlineMs().getAsLong()));
    var spec =
        new TaskSpec(
            taskId,
            gamerId,
            rules.kind(),
            task.priority(),
            deadlineNanos,
            rules.workUnits(),
            task.data().size(),
            rules.requiredFeatures(),
            rules.splitting());
    return onlyPeer.map(spec::onlyFor).orElse(spec);
  }

  TaskResult result(
      TaskResult.Outcome outcome, Optional<String> peerId, int attempts, Timings timings) {
    return new TaskResult(
        taskId,
        outcome,
        peerId,
        Optional.of(new TaskResult.Delivery(requestId, attempts, timings)));
  }
}
