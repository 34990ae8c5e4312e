package dev.p2c2g.transport;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * One open connection to a coordinator; sends in envelopes. Any thread may send; the listener runs
 * on the event loop.
 */
public final class CoordinatorLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger("link");

  private static final Future<Void> ENDED =
      Future.failedFuture("the connection to the coordinator is closed");

  private final WebSocket socket;
  private final LinkListener listener;
  private final Liveness liveness = new Liveness(System::nanoTime);

  CoordinatorLink(WebSocket socket, LinkListener listener) {
    this.socket = socket;
    this.listener = listener;
    Wire.tune(socket, Connector.DEFAULT_MAX_MESSAGE_BYTES);
    socket.frameHandler(
        new MessageFrames(Connector.DEFAULT_MAX_MESSAGE_BYTES, new DecodingReceiver()));
    socket.pongHandler(_ -> liveness.heard());
    socket.exceptionHandler(e -> LOG.log(Level.DEBUG, "connection trouble: {0}", e.toString()));
    socket.closeHandler(_ -> listener.closed(closeCode(), closeReason()));
  }

  /**
   * Completes when the message has been handed to the network; fails when the connection is gone.
   */
  public CompletionStage<Void> send(Message message) {
    return (socket.isClosed()
            ? ENDED
            : unlessEnded(() -> Wire.write(socket, MessageCodec.encodeEnvelope(message))))
        .toCompletionStage();
  }

  public boolean isOpen() {
    return !socket.isClosed();
  }

  /** Asks the other side for a sign of life; any message from it will do. */
  public void ping() {
    liveness.asked();
    var _ = unlessEnded(() -> socket.writePing(Buffer.buffer()));
  }

  /** Milliseconds since the oldest {@link #ping} that nothing has followed; 0 when none is open. */
  public long unansweredMs() {
    return liveness.unansweredMs();
  }

  /** Says goodbye in the WebSocket's way; does nothing once the connection has ended. */
  @Override
  public void close() {
    var _ = unlessEnded(socket::close);
  }

  /** Ends the connection without a word, as a crash would. */
  public void cut() {
    Wire.cut(socket);
  }

  /** A {@link Connector} that is closed takes the links' thread away at any moment. */
  private static Future<Void> unlessEnded(Supplier<Future<Void>> order) {
    try {
      return order.get();
    } catch (RejectedExecutionException _) {
      return ENDED;
    }
  }

  private void received(Decoder decoder) {
    liveness.heard();
    try {
      listener.received(decoder.decode());
    } catch (ProtocolException e) {
      LOG.log(
          Level.WARNING, "the coordinator sent something this build cannot read: {0}", e.text());
      listener.unreadable(e);
    }
  }

  private int closeCode() {
    var code = socket.closeStatusCode();
    return code == null ? 1006 : code;
  }

  private String closeReason() {
    var reason = socket.closeReason();
    return reason == null ? "" : reason;
  }

  private interface Decoder {
    Message decode() throws ProtocolException;
  }

  private final class DecodingReceiver implements MessageFrames.Receiver {
    @Override
    public void text(String message) {
      received(() -> MessageCodec.decodeText(message));
    }

    @Override
    public void binary(ByteBuffer message) {
      received(() -> MessageCodec.decodeEnvelope(message));
    }

    @Override
    public void tooLarge() {
      LOG.log(
          Level.WARNING,
          "the coordinator sent a message of more than {0} bytes",
          Connector.DEFAULT_MAX_MESSAGE_BYTES);
      var _ = socket.close(CloseCodes.TOO_BIG, "message too large");
    }
  }
}
