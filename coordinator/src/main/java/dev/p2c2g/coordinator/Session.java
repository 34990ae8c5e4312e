package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Authenticate;
import dev.p2c2g.protocol.Authenticated;
import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Wire;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Optional;

/**
 * One connection, from its first byte to its last; lives on one event loop. Its role follows from
 * its first message.
 */
final class Session {
  private final GatewayParts parts;
  private final ServerWebSocket socket;
  private final Outbox outbox;
  private final Credits credits;
  private Optional<RoleHandler> handler = Optional.empty();
  private int malformedInARow;

  Session(GatewayParts parts, ServerWebSocket socket, Context eventLoop) {
    this.parts = parts;
    this.socket = socket;
    this.outbox = new Outbox(socket, eventLoop, parts.limits().maxMessageBytes());
    this.credits = new Credits(socket, eventLoop);
  }

  /**
   * Starts to listen.
   *
   * @param whenClosed runs once, on the event loop
   */
  void open(Runnable whenClosed) {
    parts.metrics().connections().incrementAndGet();
    socket.textMessageHandler(text -> received(() -> MessageCodec.decodeText(text)));
    socket.binaryMessageHandler(this::receivedBinary);
    socket.exceptionHandler(_ -> {}); // the close handler tells the same story
    socket.closeHandler(_ -> {
      closed();
      whenClosed.run();
    });
  }

  /** Says goodbye because the coordinator stops. */
  void close(short code, String reason) {
    outbox.close(code, reason);
  }

  private void receivedBinary(Buffer buffer) {
    if (MessageCodec.isEnvelope(((BufferInternal) buffer).getByteBuf().nioBuffer())) {
      outbox.speakEnvelopes();
    }
    received(() -> Wire.read(buffer));
  }

  private void received(Decoder decoder) {
    var arrivedNanos = System.nanoTime();
    try {
      var message = decoder.decode();
      malformedInARow = 0;
      handle(message, arrivedNanos);
    } catch (ProtocolException e) {
      outbox.send(e.toMessage());
      handler.ifPresent(h -> giveUpGarbledResult(h, e));
      countMalformed(e.code());
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
      case PeerRegister _, Heartbeat _, PeerDrain _, TaskResult _ ->
          new PeerRole(parts, outbox, credits);
      case TaskSubmit _, TaskCancel _, StatsRequest _ ->
          new GamerRole(parts, outbox, credits, nowNanos);
      default -> throw RoleHandler.forbidden("only a coordinator sends that");
    };
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

  private void countMalformed(ErrorCode code) {
    if (code != ErrorCode.MALFORMED_MESSAGE) {
      return;
    }
    parts.metrics().malformed();
    if (++malformedInARow >= parts.limits().malformedInARow()) {
      outbox.close(CloseCodes.MALFORMED, malformedInARow + " malformed messages in a row");
    }
  }

  private void closed() {
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
}
