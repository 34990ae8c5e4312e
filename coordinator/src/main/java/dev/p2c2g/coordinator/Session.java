package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Authenticate;
import dev.p2c2g.protocol.Authenticated;
import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.MessageFrames;
import dev.p2c2g.transport.Wire;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One connection, from its first byte to its last; lives on one event loop. Its role follows from
 * its first message.
 */
final class Session {
  private static final Logger LOG = System.getLogger("coordinator");

  private final GatewayParts parts;
  private final ServerWebSocket socket;
  private final Outbox outbox;

  private final Prober prober;
  private Optional<RoleHandler> handler = Optional.empty();
  private int malformedInARow;
  private boolean gone;

  Session(GatewayParts parts, ServerWebSocket socket, Context eventLoop) {
    this.parts = parts;
    this.socket = socket;
    this.outbox = new Outbox(socket, eventLoop, parts.limits().maxMessageBytes());
    Wire.tune(socket, parts.limits().maxFrameBytes());
    this.prober = new Prober(socket, System::nanoTime);
  }

  /**
   * Starts to listen.
   *
   * @param whenClosed runs once, on the event loop
   */
  void open(Runnable whenClosed) {
    parts.metrics().connections().incrementAndGet();
    socket.frameHandler(new MessageFrames(parts.limits().maxMessageBytes(), new Inbox()));
    socket.exceptionHandler(this::broken);
    socket.closeHandler(_ -> {
      closed();
      whenClosed.run();
    });
  }

  /** Says goodbye; the future completes once the connection has ended. */
  Future<Void> close(short code, String reason) {
    return outbox.close(code, reason);
  }

  /** Ends the connection without waiting for anyone; any thread may call. */
  void cut() {
    Wire.cut(socket);
  }

  /** The socket closes by itself after this, but without the right code. */
  private void broken(Throwable error) {
    if (error instanceof CorruptedWebSocketFrameException frame) {
      var _ = outbox.closeNow((short) frame.closeStatus().code(), frame.closeStatus().reasonText());
    }
  }

  private void received(Decoder decoder) {
    if (gone || outbox.isClosing()) {
      // read before the end, delivered after it
      return;
    }
    var arrivedNanos = System.nanoTime();
    try {
      var message = decoder.decode();
      malformedInARow = 0;
      handle(message, arrivedNanos);
    } catch (ProtocolException e) {
      refused(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a message met an error and is dropped; please report it", e);
      outbox.send(new ProtocolException(ErrorCode.INTERNAL, "an internal error").toMessage());
    }
  }

  private void handle(Message message, long arrivedNanos) throws ProtocolException {
    if (message instanceof Authenticate) {
      // security.auth is none: whoever shows a token is let in as who he will turn out to be
      outbox.send(
          new Authenticated("anonymous", handler.map(RoleHandler::role).orElse(Role.ADMIN)));
      return;
    }
    if (handler.isEmpty()) {
      handler = Optional.of(handlerFor(message, arrivedNanos));
    }
    handler.get().received(message, arrivedNanos);
  }

  private RoleHandler handlerFor(Message first, long nowNanos) throws ProtocolException {
    return switch (first) {
      case PeerRegister _, Heartbeat _, PeerDrain _, PeerPause _, PeerResume _, TaskResult _ ->
          new PeerRole(parts, outbox, prober);
      case TaskSubmit _, TaskCancel _, StatsRequest _ -> new GamerRole(parts, outbox, nowNanos);
      default -> throw RoleHandler.forbidden("only a coordinator sends that");
    };
  }

  private void refused(ProtocolException e) {
    outbox.send(e.toMessage());
    if (e.code() != ErrorCode.MALFORMED_MESSAGE) {
      malformedInARow = 0;
      return;
    }
    parts.metrics().malformed();
    handler.ifPresent(h -> giveUpGarbledResult(h, e));
    if (++malformedInARow >= parts.limits().malformedInARow()) {
      var _ = outbox.close(CloseCodes.MALFORMED, malformedInARow + " malformed messages in a row");
    }
  }

  /**
   * A result that cannot be read is a failed attempt: waiting for a better one would cost its gamer
   * the deadline.
   */
  private static void giveUpGarbledResult(RoleHandler handler, ProtocolException e) {
    if (handler instanceof PeerRole peer) {
      e.taskId().ifPresent(taskId -> peer.garbledResult(taskId, e.text()));
    }
  }

  private void closed() {
    gone = true;
    parts.metrics().connections().decrementAndGet();
    handler.ifPresent(h -> h.closed("connection closed" + code()));
  }

  private String code() {
    var code = socket.closeStatusCode();
    return code == null ? "" : " (" + code + ")";
  }

  private interface Decoder {
    Message decode() throws ProtocolException;
  }

  private final class Inbox implements MessageFrames.Receiver {
    @Override
    public void text(String message) {
      received(() -> MessageCodec.decodeText(message));
    }

    @Override
    public void binary(ByteBuffer message) {
      if (MessageCodec.isEnvelope(message)) {
        outbox.speakEnvelopes();
      }
      received(() -> MessageCodec.decodeEnvelope(message));
    }

    @Override
    public void tooLarge() {
      var _ =
          outbox.close(
              CloseCodes.TOO_BIG,
              "a message has at most " + parts.limits().maxMessageBytes() + " bytes");
    }
  }
}
