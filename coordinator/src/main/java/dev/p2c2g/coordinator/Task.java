package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work to be done by some peer.
 *
 * @param priority 0 to 9, 9 first
 * @param deadlineMs from submission, at least 1; empty for none
 */
public record Task(
    String taskType, Payload data, ObjectNode params, int priority, OptionalLong deadlineMs) {
  public static final int DEFAULT_PRIORITY = 5;

  public Task {
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException("priority: is " + priority + "; must be from 0 to 9");
    }
    if (deadlineMs.isPresent() && deadlineMs.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "deadlineMs: is " + deadlineMs.getAsLong() + "; must be at least 1");
    }
  }

  /** A task of ordinary priority, without a deadline. */
  public static Task of(String taskType, byte[] data, ObjectNode params) {
    return new Task(taskType, Payload.of(data), params, DEFAULT_PRIORITY, OptionalLong.empty());
  }

  /** The same task without parameters. */
  public static Task of(String taskType, byte[] data) {
    return of(taskType, data, Json.object());
  }

  public Task withPriority(int changed) {
    return new Task(taskType, data, params, changed, deadlineMs);
  }

  public Task withDeadlineMs(long changed) {
    return new Task(taskType, data, params, priority, OptionalLong.of(changed));
  }
}
