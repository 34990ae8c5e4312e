package dev.p2c2g.transport;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.ProtocolException;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.internal.buffer.BufferInternal;

/** Between Vert.x buffers and messages, without copying payloads. */
public final class Wire {
  private Wire() {}

  /** Reads an envelope; the message's payload shares the buffer's memory. */
  public static Message read(Buffer envelope) throws ProtocolException {
    return MessageCodec.decodeEnvelope(((BufferInternal) envelope).getByteBuf().nioBuffer());
  }

  /** Sends a message in its binary form. */
  public static Future<Void> writeEnvelope(WebSocketBase socket, Message message) {
    var envelope = MessageCodec.encodeEnvelope(message);
    return socket.writeBinaryMessage(
        BufferInternal.buffer(Unpooled.wrappedBuffer(envelope.head(), envelope.payload())));
  }

  /** Sends a message in its text form. */
  public static Future<Void> writeText(WebSocketBase socket, Message message) {
    return socket.writeTextMessage(MessageCodec.encodeText(message));
  }
}
