package dev.p2c2g.peer.spi;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * One task as an executor sees it.
 *
 * @param data the bytes sent; read-only
 * @param params as the gamer wrote them: unchecked
 * @param maxPixels the most pixels of one picture this peer will touch
 * @param msLeft until the result is of no use, where it has such a time
 * @param lanes tasks that this peer works on at the same time
 * @param cancelled turns true when nobody wants the result any more; may be asked from any thread
 */
public record TaskInput(
    ByteBuffer data,
    ObjectNode params,
    long maxPixels,
    OptionalDouble msLeft,
    int lanes,
    BooleanSupplier cancelled) {
  /** A task on its own, without a time. */
  public static TaskInput unhurried(ByteBuffer data, ObjectNode params, long maxPixels) {
    return new TaskInput(data, params, maxPixels, OptionalDouble.empty(), 1, () -> false);
  }

  /** The same with other bytes. */
  public TaskInput withData(ByteBuffer changed) {
    return new TaskInput(changed, params, maxPixels, msLeft, lanes, cancelled);
  }

  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    var copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    return copy;
  }
}
