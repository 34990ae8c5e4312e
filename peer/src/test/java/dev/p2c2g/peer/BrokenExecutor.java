package dev.p2c2g.peer;

import dev.p2c2g.peer.spi.TaskExecutor;
import dev.p2c2g.peer.spi.TaskInput;
import dev.p2c2g.peer.spi.TaskOutput;

/** Fails as bad as an executor can: with an error no program expects. */
public final class BrokenExecutor implements TaskExecutor {
  @Override
  public String taskType() {
    return "broken";
  }

  @Override
  public TaskOutput execute(TaskInput input) {
    throw new UnsatisfiedLinkError("no such native");
  }
}
