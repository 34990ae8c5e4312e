package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import java.util.OptionalLong;

/** The scheduler thread's way to whoever submitted a task. Implementations return at once. */
interface TaskOwner {
  /**
   * The task is in, and one outcome follows.
   *
   * @param expectedNanos from now to its result; empty while nothing is known
   */
  void accepted(String taskId, OptionalLong expectedNanos);

  /** Nothing more follows for this task. */
  void refused(String taskId, Refusal refusal);

  /** The one outcome of an accepted task. */
  void finished(TaskResult result);
}
