package dev.p2c2g.transport;

import dev.p2c2g.protocol.Envelope;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.WebSocketInternal;

/** What Vert.x's sockets do for messages. */
public final class Wire {
  private static final int FLUSHES_JOINED = 64;

  /** Bytes a read asks for: a frame of 500 KB should not take ten reads, an idle peer no room. */
  private static final int LEAST_READ = 512;

  private static final int FIRST_READ = 2_048;
  private static final int LARGEST_READ = 1 << 18;

  private Wire() {}

  /**
   * Makes a server's socket quick; call before anything was read from it.
   *
   * @param maxFrameBytes as the server was told; larger frames are refused
   */
  public static void tune(ServerWebSocket socket, int maxFrameBytes) {
    tune((WebSocketInternal) socket, true, maxFrameBytes);
  }

  /**
   * Watches what comes in; call right after {@link #tune(ServerWebSocket, int)}.
   *
   * @param allowedBytes that may come until the limit is lifted
   * @param tooMuch runs on the event loop with the first bytes beyond, which are dropped
   */
  public static Inflow watch(ServerWebSocket socket, long allowedBytes, Runnable tooMuch) {
    var pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
    // it would end WebSockets, too, that have nothing to say for a while
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class);
    }
    var inflow = new Inflow(allowedBytes, tooMuch, System::nanoTime);
    pipeline.addFirst("inflow", inflow);
    return inflow;
  }

  /** Likewise a client's. */
  static void tune(WebSocket socket, int maxFrameBytes) {
    var pipeline = tune((WebSocketInternal) socket, false, maxFrameBytes);
    var encoder = pipeline.context(WebSocket08FrameEncoder.class);
    pipeline.addAfter(encoder.name(), "masked writer", new MaskedWriter());
  }

  private static ChannelPipeline tune(
      WebSocketInternal socket, boolean expectMasked, int maxFrameBytes) {
    var pipeline = socket.channelHandlerContext().pipeline();
    pipeline
        .channel()
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, LARGEST_READ));
    var decoder = pipeline.context(WebSocket08FrameDecoder.class);
    pipeline.addBefore(
        decoder.name(), "large frames", new LargeFrames(decoder, expectMasked, maxFrameBytes));
    // a system call for each of the flushes of one turn of the event loop would cost more
    return pipeline.addFirst(new FlushConsolidationHandler(FLUSHES_JOINED, true));
  }

  /** Sends a message without copying its payload. */
  public static Future<Void> write(WebSocketBase socket, Envelope envelope) {
    return socket.writeBinaryMessage(
        BufferInternal.buffer(Unpooled.wrappedBuffer(envelope.head(), envelope.payload())));
  }

  /** Bytes that were written and have not gone out; call on the event loop. */
  public static long unsentBytes(WebSocketBase socket) {
    var buffer =
        ((WebSocketInternal) socket).channelHandlerContext().channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }

  /** Ends the connection without a word, as a crash would; does nothing once it has ended. */
  public static void cut(WebSocketBase socket) {
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
