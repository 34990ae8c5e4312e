package dev.p2c2g.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Joins the frames of a WebSocket into messages; lives on the socket's event loop. A message of one
 * frame, the common case, is passed on without a copy.
 */
public final class MessageFrames implements Handler<WebSocketFrame> {
  private final int maxMessageBytes;
  private final Receiver receiver;
  private ByteBuf begun = Unpooled.EMPTY_BUFFER;
  private boolean text;
  private boolean tooLarge;

  /** Whom the messages are for. */
  public interface Receiver {
    void text(String message);

    /** The receiver may keep the bytes: no other message shares them. */
    void binary(ByteBuffer message);

    /** A message exceeded the limit; called once, and nothing is received after it. */
    void tooLarge();
  }

  public MessageFrames(int maxMessageBytes, Receiver receiver) {
    this.maxMessageBytes = maxMessageBytes;
    this.receiver = receiver;
  }

  @Override
  public void handle(WebSocketFrame frame) {
    if (tooLarge || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    if (!frame.isContinuation()) {
      text = frame.isText();
    }
    var bytes = ((BufferInternal) frame.binaryData()).getByteBuf();
    if (begun.readableBytes() + (long) bytes.readableBytes() > maxMessageBytes) {
      tooLarge = true;
      begun = Unpooled.EMPTY_BUFFER;
      receiver.tooLarge();
    } else if (!frame.isFinal()) {
      keep(bytes);
    } else if (begun.isReadable()) {
      keep(bytes);
      pass(ByteBuffer.wrap(takeBegun()));
    } else {
      pass(bytes.nioBuffer());
    }
  }

  /** Copied into one buffer: a message cut into single bytes must not cost an object for each. */
  private void keep(ByteBuf bytes) {
    if (!begun.isReadable()) {
      begun = Unpooled.buffer(bytes.readableBytes());
    }
    begun.writeBytes(bytes);
  }

  private byte[] takeBegun() {
    var whole = new byte[begun.readableBytes()];
    begun.readBytes(whole);
    begun = Unpooled.EMPTY_BUFFER;
    return whole;
  }

  private void pass(ByteBuffer message) {
    if (text) {
      receiver.text(StandardCharsets.UTF_8.decode(message).toString());
    } else {
      receiver.binary(message);
    }
  }
}
