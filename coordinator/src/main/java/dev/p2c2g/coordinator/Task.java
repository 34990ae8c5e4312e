package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Payload;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work to be done by some peer.
 *
 * @param taskType 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
 * @param priority 0 to 9, 9 first
 * @param deadlineMs from submission, 1 to 86,400,000 (a day); empty for none
 */
public record Task(
    String taskType, Payload data, ObjectNode params, int priority, OptionalLong deadlineMs) {
  public static final int DEFAULT_PRIORITY = 5;

  private static final long MAX_DEADLINE_MS = 24L * 3_600_000;

  /** Rejects what is out of range. */
  public Task {
    Names.requireId("taskType", taskType);
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException("priority: is " + priority + "; must be from 0 to 9");
    }
    if (deadlineMs.isPresent()
        && (deadlineMs.getAsLong() < 1 || deadlineMs.getAsLong() > MAX_DEADLINE_MS)) {
      throw new IllegalArgumentException(
          "deadlineMs: is " + deadlineMs.getAsLong() + "; must be from 1 to " + MAX_DEADLINE_MS);
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
