package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.TaskSpec;

/** Where a coordinator's answers to gamers go. */
interface GamerSide {
  void completed(TaskSpec task, Command.Complete how, long nowNanos);

  void failed(TaskSpec task, Command.Fail why);

  void rejected(TaskSpec task, Command.Reject why);
}
