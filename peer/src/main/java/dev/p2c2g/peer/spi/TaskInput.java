package dev.p2c2g.peer.spi;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * One task as an executor sees it.
 *
 * @param data the bytes sent; read-only
 * @param params as the gamer wrote them: unchecked
 * @param maxPixels the most pixels of one picture this peer will touch
 * @param cancelled turns true when nobody wants the result any more
 */
public record TaskInput(
    ByteBuffer data, ObjectNode params, long maxPixels, BooleanSupplier cancelled) {
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
