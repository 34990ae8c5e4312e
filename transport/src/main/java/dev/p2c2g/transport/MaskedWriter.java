package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.RandomWebSocketFrameMaskGenerator;

/**
 * Writes a client's binary frames: one pass masks the payload, whatever pieces it consists of, into
 * memory that the network reads from. Netty's encoder, which is behind it, goes over pieces byte by
 * byte and needs a further copy; it still writes every other frame.
 */
final class MaskedWriter extends ChannelOutboundHandlerAdapter {
  private static final int MOST_HEADER = 14;
  private static final int FINAL = 0x80;
  private static final int BINARY = 0x02;
  private static final int MASKED = 0x80;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;

  /** A run that stays in the first-level cache between its two steps. */
  private final byte[] run = new byte[1 << 13];

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (!(message instanceof BinaryWebSocketFrame frame)) {
      var _ = ctx.write(message, promise);
      return;
    }
    try {
      var _ = ctx.write(encoded(ctx, frame), promise);
    } finally {
      frame.release();
    }
  }

  private ByteBuf encoded(ChannelHandlerContext ctx, BinaryWebSocketFrame frame) {
    var payload = frame.content();
    var length = payload.readableBytes();
    var key = RandomWebSocketFrameMaskGenerator.INSTANCE.nextMask();
    var out = ctx.alloc().directBuffer(MOST_HEADER + length);
    out.writeByte((frame.isFinalFragment() ? FINAL : 0) | frame.rsv() << 4 | BINARY);
    writeLength(out, length);
    out.writeInt(key);
    for (var at = 0; at < length; at += run.length) {
      var bytes = Math.min(run.length, length - at);
      payload.getBytes(payload.readerIndex() + at, run, 0, bytes);
      Mask.apply(run, 0, bytes, key, at);
      out.writeBytes(run, 0, bytes);
    }
    return out;
  }

  private static void writeLength(ByteBuf out, int length) {
    if (length < LENGTH_OF_16_BITS) {
      out.writeByte(MASKED | length);
    } else if (length <= 0xFFFF) {
      out.writeByte(MASKED | LENGTH_OF_16_BITS).writeShort(length);
    } else {
      out.writeByte(MASKED | LENGTH_OF_64_BITS).writeLong(length);
    }
  }
}
