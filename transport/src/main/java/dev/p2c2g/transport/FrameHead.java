package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;

/**
 * The head of a WebSocket frame (RFC 6455, 5.2) as far as {@link LargeFrames} must know it; says
 * nothing about whether the frame is allowed.
 *
 * @param bytes of the head itself, 2 to 14
 * @param payloadBytes that follow it; negative where the sender says so
 * @param maskKey 0 when the frame is not masked
 */
record FrameHead(int flags, int opcode, boolean masked, int bytes, long payloadBytes, int maskKey) {
  static final int MOST_BYTES = 14;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;

  private static final int FINAL = 0x8;
  private static final int LEAST_BYTES = 2;
  private static final int KEY_BYTES = 4;

  /**
   * How many bytes the head that begins there has, as far as its present bytes tell: with fewer
   * than that present, ask again once they are.
   */
  static int neededBytes(ByteBuf in, int at) {
    if (in.writerIndex() - at < LEAST_BYTES) {
      return LEAST_BYTES;
    }
    var second = in.getByte(at + 1);
    return LEAST_BYTES + lengthBytes(second & 0x7F) + (second < 0 ? KEY_BYTES : 0);
  }

  /** Reads the head that begins there, all of which is present. */
  static FrameHead read(ByteBuf in, int at) {
    var first = in.getByte(at);
    var second = in.getByte(at + 1);
    var masked = second < 0;
    var lengthBytes = lengthBytes(second & 0x7F);
    var payloadBytes =
        switch (lengthBytes) {
          case 0 -> second & 0x7F;
          case Short.BYTES -> in.getUnsignedShort(at + LEAST_BYTES);
          default -> in.getLong(at + LEAST_BYTES);
        };
    var keyAt = LEAST_BYTES + lengthBytes;
    return new FrameHead(
        first >> 4 & 0xF,
        first & 0xF,
        masked,
        keyAt + (masked ? KEY_BYTES : 0),
        payloadBytes,
        masked ? in.getInt(at + keyAt) : 0);
  }

  boolean isFinal() {
    return (flags & FINAL) != 0;
  }

  /** Whether it carries a whole message, and uses no extension. */
  boolean isWholeMessage() {
    return flags == FINAL && (opcode == TEXT || opcode == BINARY);
  }

  /** Whether the sender says goodbye: nothing behind it counts. */
  boolean isClose() {
    return opcode == CLOSE;
  }

  boolean isControl() {
    return opcode >= 0x8;
  }

  private static int lengthBytes(int lengthField) {
    return switch (lengthField) {
      case 126 -> Short.BYTES;
      case 127 -> Long.BYTES;
      default -> 0;
    };
  }
}
