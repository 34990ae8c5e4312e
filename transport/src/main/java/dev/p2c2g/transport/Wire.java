package dev.p2c2g.transport;

import dev.p2c2g.protocol.Envelope;
import io.netty.buffer.Unpooled;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.WebSocketInternal;

/** What Vert.x's sockets do for messages. */
public final class Wire {
  private static final int FLUSHES_JOINED = 64;

  private Wire() {}

  /** Joins the flushes of one turn of the event loop: a system call each would cost more. */
  public static void tune(WebSocketBase socket) {
    ((WebSocketInternal) socket)
        .channelHandlerContext()
        .pipeline()
        .addFirst(new FlushConsolidationHandler(FLUSHES_JOINED, true));
  }

  /** Sends a message from the server's side, without copying its payload. */
  public static Future<Void> write(ServerWebSocket socket, Envelope envelope) {
    return socket.writeBinaryMessage(
        BufferInternal.buffer(Unpooled.wrappedBuffer(envelope.head(), envelope.payload())));
  }

  /**
   * Sends a message from the client's side. A client masks every byte it sends (RFC 6455, 5.3),
   * which goes far quicker over one piece of memory than over two: worth the copy.
   */
  static Future<Void> write(WebSocket socket, Envelope envelope) {
    return socket.writeBinaryMessage(
        BufferInternal.buffer(Unpooled.copiedBuffer(envelope.head(), envelope.payload())));
  }

  /** Ends the connection without a word, as a crash would; does nothing once it has ended. */
  public static void cut(WebSocketBase socket) {
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
