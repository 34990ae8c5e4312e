package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Owns the copies of tasks that the coordinator itself wants done.
 *
 * @param whenOver hears the outcome; nothing where the copy was refused
 */
record SilentOwner(Consumer<TaskResult> whenOver) implements TaskOwner {
  @Override
  public void accepted(String taskId, OptionalLong expectedNanos) {}

  @Override
  public void refused(String taskId, Refusal refusal) {}

  @Override
  public void finished(TaskResult result) {
    whenOver.accept(result);
  }
}
