package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Arrays;

/**
 * Stands before Netty's frame decoder and takes the large frames out of its stream: their bytes are
 * unmasked straight into the one array that the message then lives in. The decoder would copy them
 * three times. Everything else, and whatever is not allowed, goes through to the decoder as it
 * came, which judges it.
 *
 * <p>To be added between two frames; lives on the socket's event loop.
 */
final class LargeFrames extends ChannelInboundHandlerAdapter {
  /** A length that needs 64 bits in the frame's head. */
  private static final int LEAST_BYTES = 1 << 16;

  /** So much more than has come is set aside: who announces much and sends little costs little. */
  private static final int TIMES_AHEAD = 8;

  private static final byte[] NOTHING = {};

  /** Large frames are for the handler behind this one. */
  private final ChannelHandlerContext decoder;

  private final boolean expectMasked;
  private final long mostBytes;

  /** The beginning of a head whose other bytes are still to come. */
  private final ByteBuf begunHead = Unpooled.buffer(FrameHead.MOST_BYTES, FrameHead.MOST_BYTES);

  private boolean withinMessage;
  private boolean closed;
  private long passingBytes;
  private FrameHead taking;
  private byte[] taken = NOTHING;
  private int takenBytes;

  /**
   * @param mostBytes larger frames are left to the decoder
   */
  LargeFrames(ChannelHandlerContext decoder, boolean expectMasked, long mostBytes) {
    this.decoder = decoder;
    this.expectMasked = expectMasked;
    this.mostBytes = mostBytes;
    this.taking = new FrameHead(0, 0, false, 0, 0, 0);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      while (in.isReadable()) {
        if (isTaking()) {
          take(in);
        } else if (begunHead.isReadable()) {
          completeHead(ctx, in);
        } else {
          pass(ctx, in);
        }
      }
    } finally {
      in.release();
    }
  }

  /** Memory held for a frame that has not come to its end. */
  int setAsideBytes() {
    return taken.length;
  }

  private boolean isTaking() {
    return takenBytes < taking.payloadBytes();
  }

  /** Passes all frames on that come before a large one, in one piece. */
  private void pass(ChannelHandlerContext ctx, ByteBuf in) {
    var at = in.readerIndex();
    var end = in.writerIndex();
    var large = false;
    while (true) {
      var step = (int) Math.min(passingBytes, end - at);
      passingBytes -= step;
      at += step;
      if (end - at < FrameHead.neededBytes(in, at)) {
        break;
      }
      var head = FrameHead.read(in, at);
      large = begin(head);
      if (large) {
        break;
      }
      at += head.bytes();
    }
    if (at > in.readerIndex()) {
      ctx.fireChannelRead(in.readRetainedSlice(at - in.readerIndex()));
    }
    if (large) {
      in.skipBytes(taking.bytes());
    } else {
      begunHead.clear().writeBytes(in);
    }
  }

  private void completeHead(ChannelHandlerContext ctx, ByteBuf in) {
    begunHead.writeByte(in.readByte());
    if (begunHead.readableBytes() < FrameHead.neededBytes(begunHead, 0)) {
      return;
    }
    if (!begin(FrameHead.read(begunHead, 0))) {
      ctx.fireChannelRead(begunHead.copy());
    }
    begunHead.clear();
  }

  /** Whether the frame is taken; else its payload is to be passed on behind its head. */
  private boolean begin(FrameHead head) {
    var take =
        head.isWholeMessage()
            && !withinMessage
            && !closed
            && head.masked() == expectMasked
            && head.payloadBytes() >= LEAST_BYTES
            && head.payloadBytes() <= mostBytes;
    if (take) {
      taking = head;
      taken = new byte[LEAST_BYTES];
      takenBytes = 0;
    } else {
      // a negative length is the decoder's to refuse; nothing after it will be read
      passingBytes = Math.max(0, head.payloadBytes());
      closed |= head.isClose();
      withinMessage = head.isControl() ? withinMessage : !head.isFinal();
    }
    return take;
  }

  private void take(ByteBuf in) {
    var whole = (int) taking.payloadBytes();
    if (takenBytes == taken.length) {
      taken = Arrays.copyOf(taken, (int) Math.min(whole, (long) TIMES_AHEAD * taken.length));
    }
    var bytes = Math.min(in.readableBytes(), taken.length - takenBytes);
    in.readBytes(taken, takenBytes, bytes);
    if (taking.maskKey() != 0) {
      Mask.apply(taken, takenBytes, bytes, taking.maskKey(), takenBytes);
    }
    takenBytes += bytes;
    if (takenBytes == whole) {
      var payload = Unpooled.wrappedBuffer(taken);
      taken = NOTHING;
      decoder.fireChannelRead(frame(payload));
    }
  }

  private WebSocketFrame frame(ByteBuf payload) {
    return taking.opcode() == FrameHead.TEXT
        ? new TextWebSocketFrame(payload)
        : new BinaryWebSocketFrame(payload);
  }
}
