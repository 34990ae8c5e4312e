package dev.p2c2g.transport;

import dev.p2c2g.protocol.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.WebSocketInternal;

/** What Vert.x's sockets do for messages. */
public final class Wire {
  /**
   * The largest frame that is sent. A receiver copies a frame several times, to join what the
   * network gave it, to unmask it, to hand it on; that is quick while the frame stays in the
   * processor's cache, and slow for half a megabyte.
   */
  static final int FRAGMENT_BYTES = 64 << 10;

  private static final int FLUSHES_JOINED = 64;

  private Wire() {}

  /** Joins the flushes of one turn of the event loop: a system call each would cost more. */
  public static void tune(WebSocketBase socket) {
    ((WebSocketInternal) socket)
        .channelHandlerContext()
        .pipeline()
        .addFirst(new FlushConsolidationHandler(FLUSHES_JOINED, true));
  }

  /**
   * Sends a message from the server's side, without copying its payload. To be called on the
   * socket's event loop: the frames of two messages must not mix.
   */
  public static Future<Void> write(ServerWebSocket socket, Envelope envelope) {
    return write(socket, Unpooled.wrappedBuffer(envelope.head(), envelope.payload()));
  }

  /**
   * Sends a message from the client's side; its frames must not mix with another message's either.
   * A client masks every byte it sends (RFC 6455, 5.3), which goes far quicker over one piece of
   * memory than over two: worth the copy.
   */
  static Future<Void> write(WebSocket socket, Envelope envelope) {
    return write(socket, Unpooled.copiedBuffer(envelope.head(), envelope.payload()));
  }

  private static Future<Void> write(WebSocketBase socket, ByteBuf message) {
    var end = message.readableBytes() <= FRAGMENT_BYTES;
    var written = socket.writeFrame(WebSocketFrame.binaryFrame(next(message), end));
    while (!end) {
      end = message.readableBytes() <= FRAGMENT_BYTES;
      written = socket.writeFrame(WebSocketFrame.continuationFrame(next(message), end));
    }
    return written;
  }

  private static Buffer next(ByteBuf message) {
    return BufferInternal.buffer(
        message.readSlice(Math.min(FRAGMENT_BYTES, message.readableBytes())));
  }

  /** Ends the connection without a word, as a crash would; does nothing once it has ended. */
  public static void cut(WebSocketBase socket) {
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
