package dev.p2c2g.gamer;

import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.SealException;
import dev.p2c2g.security.SealedTask;

/** Makes of what the coordinator brings what the caller gets; runs on the network's event loop. */
interface ResultReader {
  /** For results that come as they are. */
  ResultReader PLAIN = result -> result;

  /**
   * The result to hand on.
   *
   * @throws UnopenedResultException when it was to be sealed, and is not for this task
   */
  TaskResult read(TaskResult result) throws UnopenedResultException;

  /** For the results of a sealed task: none is believed that does not open. */
  static ResultReader opening(SealedTask task) {
    return result ->
        result.outcome() instanceof TaskResult.Success success
            ? opened(task, result, success)
            : result;
  }

  private static TaskResult opened(SealedTask task, TaskResult result, TaskResult.Success success)
      throws UnopenedResultException {
    if (!(success.result() instanceof Payload.Inline inline)) {
      throw new UnopenedResultException(
          result.taskId(), "a sealed result must come with the message");
    }
    try {
      var plain = Payload.of(task.open(inline.bytes()));
      return new TaskResult(
          result.taskId(),
          new TaskResult.Success(plain, success.processingTimeMs(), success.algorithmUsed()),
          result.peerId(),
          result.delivery());
    } catch (SealException e) {
      throw new UnopenedResultException(result.taskId(), String.valueOf(e.getMessage()));
    }
  }
}
