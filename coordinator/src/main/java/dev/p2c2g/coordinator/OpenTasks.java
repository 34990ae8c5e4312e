package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tasks without an outcome and the memory they hold; owned by the scheduler thread. */
final class OpenTasks {
  private final Map<String, OpenTask> byId = new HashMap<>();
  private long heldBytes;

  void add(Submission submission) {
    byId.put(submission.taskId(), new OpenTask(submission));
    heldBytes += submission.heldBytes();
  }

  Optional<OpenTask> find(String taskId) {
    return Optional.ofNullable(byId.get(taskId));
  }

  /** Whether the peer has the task now. */
  boolean has(String peerId, String taskId) {
    return find(taskId).flatMap(OpenTask::assignee).filter(peerId::equals).isPresent();
  }

  /** Ends a task here; what it held is counted no longer. */
  OpenTask release(String taskId) {
    var task = Optional.ofNullable(byId.remove(taskId)).orElseThrow();
    heldBytes -= task.submission().heldBytes();
    return task;
  }

  /** A result that is not what was promised counts as a failure of the peer that sent it. */
  TaskResult checked(TaskResult result) {
    if (!(result.outcome() instanceof TaskResult.Success success)) {
      return result;
    }
    return find(result.taskId())
        .flatMap(task -> task.submission().rules().objectionTo(success.result()))
        .map(why ->
            new TaskResult(
                result.taskId(),
                new TaskResult.Failure(why, Optional.empty()),
                result.peerId(),
                Optional.empty()))
        .orElse(result);
  }

  /** The peer is gone, and with it whatever it was working on. */
  void takeAllFrom(String peerId) {
    byId.values().forEach(task -> task.takenFrom(peerId));
  }

  /** Payload bytes of all open tasks together. */
  long heldBytes() {
    return heldBytes;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }
}
