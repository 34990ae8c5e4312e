package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.TaskResult;

/** The scheduler thread's way to whoever submitted a task. Implementations return at once. */
interface TaskOwner {
  void accepted(String taskId);

  /** Nothing more follows for this task. */
  void refused(String taskId, ErrorCode code, String message);

  /** The one outcome of an accepted task. */
  void finished(TaskResult result);
}
