package dev.p2c2g.benchmarks;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * A buffer over the same bytes again and again: writing one consumes it, and a copy would slow the
 * yardstick down.
 */
final class Wrapped {
  private final byte[] bytes;

  Wrapped(int length) {
    bytes = new byte[length];
  }

  Buffer fresh() {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
