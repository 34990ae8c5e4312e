package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The fragments of a message that is not complete. Large ones are kept as they came and copied
 * once, when the size of the whole is known; small ones are joined at once, as a message cut into
 * single bytes must not cost an object for each.
 */
final class Fragments {
  private static final int SMALL = 4 << 10;

  private final List<ByteBuf> parts = new ArrayList<>();
  private int size;
  private boolean canGrow;

  /** Bytes so far. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The bytes must not be shared with anybody. */
  void add(ByteBuf bytes) {
    size += bytes.readableBytes();
    if (bytes.readableBytes() >= SMALL) {
      parts.add(bytes);
      canGrow = false;
      return;
    }
    if (!canGrow) {
      parts.add(Unpooled.buffer(SMALL));
      canGrow = true;
    }
    parts.getLast().writeBytes(bytes);
  }

  /** The whole message; nothing is kept. */
  ByteBuffer take() {
    var whole = ByteBuffer.allocate(size);
    for (var part : parts) {
      var room = whole.slice(whole.position(), part.readableBytes());
      whole.position(whole.position() + part.readableBytes());
      part.readBytes(room);
    }
    clear();
    return whole.flip();
  }

  void clear() {
    parts.clear();
    size = 0;
    canGrow = false;
  }
}
