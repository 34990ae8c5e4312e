package dev.p2c2g.store;

import java.nio.ByteBuffer;

/**
 * A task as it is kept.
 *
 * @param taskId names it in the whole cluster, for ever
 * @param gamerId who may ask for its result
 * @param priority 0 to 9, 9 first; equal ones in the order in which they came
 * @param content what whoever claims it needs; shared, never written to
 */
public record StoredTask(
    String taskId, String gamerId, WorkQueue queue, int priority, ByteBuffer content) {
  /** The most there can be. */
  public static final int HIGHEST_PRIORITY = 9;

  public StoredTask {
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException("priority: is " + priority + "; must be from 0 to 9");
    }
    content = content.asReadOnlyBuffer();
  }

  /** A buffer of one's own position over the content. */
  @Override
  public ByteBuffer content() {
    return content.duplicate();
  }

  /** Bytes it takes. */
  public int size() {
    return content.remaining();
  }
}
