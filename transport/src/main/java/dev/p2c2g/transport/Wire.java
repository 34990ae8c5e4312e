package dev.p2c2g.transport;

import dev.p2c2g.protocol.Envelope;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.WebSocketInternal;

/** What Vert.x's sockets do for messages. */
public final class Wire {
  private Wire() {}

  /** Sends a message in its binary form, without copying its payload. */
  public static Future<Void> write(WebSocketBase socket, Envelope envelope) {
    return socket.writeBinaryMessage(
        BufferInternal.buffer(Unpooled.wrappedBuffer(envelope.head(), envelope.payload())));
  }

  /** Ends the connection without a word, as a crash would; does nothing once it has ended. */
  public static void cut(WebSocketBase socket) {
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
  }
}
