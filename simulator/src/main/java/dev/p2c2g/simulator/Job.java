package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.TaskSpec;

/** An attempt as its peer sees it. */
final class Job {
  final TaskSpec task;
  final Part part;
  final int attempt;
  long computeNanos;

  /** How much of the peer's standing still its end already takes into account. */
  long stoodStillNanos;

  boolean dropped;

  Job(TaskSpec task, Part part, int attempt) {
    this.task = task;
    this.part = part;
    this.attempt = attempt;
  }

  boolean is(String taskId, int index) {
    return part.index() == index && task.taskId().equals(taskId);
  }
}
