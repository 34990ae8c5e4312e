package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Authenticate;
import dev.p2c2g.protocol.Authenticated;
import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.Identity;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Inflow;
import dev.p2c2g.transport.MessageFrames;
import dev.p2c2g.transport.Wire;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One connection, from its first byte to its last; lives on one event loop. Where tokens are asked
 * for, nothing but {@code authenticate} is heard before a good one; the rest is up to its {@link
 * Roles}.
 */
final class Session {
  private static final Logger LOG = System.getLogger("coordinator");

  /** A token, its envelope, a close frame; and a client's eager first messages. */
  private static final long BYTES_OF_A_STRANGER = 65_536;

  private static final int MOST_NOTES = 100;

  /** Tokens that one connection may show: each costs a look and a line in the audit log. */
  private static final int MOST_TOKENS = 100;

  private final GatewayParts parts;
  private final Optional<Doorkeeper> doorkeeper;
  private final ServerWebSocket socket;
  private final String address;
  private final Outbox outbox;
  private final Inflow inflow;
  private final Brake brake;
  private final Roles roles;
  private final long openedNanos = System.nanoTime();

  /** A good token came, without the certificate that belongs to it. */
  private final boolean shownInVain;

  private int malformedInARow;
  private int notes;
  private int tokens;
  private long pingedNanos = openedNanos;
  private boolean asking;
  private boolean gone;

  /**
   * @param doorkeeper asked about tokens; empty where nobody is asked who he is
   * @param identity known from the upgrade request; empty when it showed no token
   */
  Session(
      GatewayParts parts,
      Optional<Doorkeeper> doorkeeper,
      Optional<Identity> identity,
      ServerWebSocket socket,
      Context eventLoop) {
    this.parts = parts;
    this.doorkeeper = doorkeeper;
    this.socket = socket;
    this.address = socket.remoteAddress().hostAddress();
    this.brake = new Brake(socket, eventLoop);
    this.outbox = new Outbox(socket, eventLoop, parts.connections().maxOutgoingBytes());
    Wire.tune(socket, parts.limits().maxFrameBytes());
    this.inflow = Wire.watch(socket, BYTES_OF_A_STRANGER, this::unauthenticated);
    this.shownInVain = identity.filter(this::lacksCertificate).isPresent();
    this.roles = new Roles(parts, outbox, new Prober(socket, System::nanoTime));
    identity.filter(i -> !lacksCertificate(i)).ifPresent(this::welcome);
    if (doorkeeper.isEmpty()) {
      inflow.lift();
    }
  }

  /**
   * Starts to listen.
   *
   * @param whenClosed runs once, on the event loop
   */
  void open(Runnable whenClosed) {
    socket.frameHandler(new MessageFrames(parts.limits().maxMessageBytes(), new Inbox()));
    socket.exceptionHandler(this::broken);
    socket.closeHandler(_ -> {
      closed();
      whenClosed.run();
    });
    parts.metrics().connections().incrementAndGet();
    if (shownInVain) {
      unauthenticated();
    }
  }

  String address() {
    return address;
  }

  /** Says goodbye; the future completes once the connection has ended. */
  Future<Void> close(short code, String reason) {
    return outbox.close(code, reason);
  }

  /** Ends the connection without waiting for anyone; any thread may call. */
  void cut() {
    Wire.cut(socket);
  }

  /** Ends what has lasted too long; call several times a second. */
  void sweep(long nowNanos) {
    var settings = parts.connections();
    if (gone || outbox.isClosing()) {
      return;
    }
    if (isStranger() && isOver(nowNanos - openedNanos, settings.handshakeTimeoutMs())) {
      unauthenticated();
    } else if (roles.identity().filter(i -> !isGood(i)).isPresent()) {
      dismiss();
    } else if (isOver(outbox.stalledNanos(nowNanos), settings.slowReadTimeoutMs())) {
      LOG.log(Level.INFO, "{0} reads nothing and is disconnected", address);
      parts.metrics().turnedAway("slow_reader");
      cut();
    } else {
      sweepIdle(nowNanos, settings.idleTimeoutMs());
    }
  }

  private void sweepIdle(long nowNanos, long idleTimeoutMs) {
    var silentNanos = nowNanos - inflow.heardNanos();
    if (isOver(silentNanos, idleTimeoutMs)) {
      LOG.log(Level.INFO, "{0} answers no ping and is disconnected", address);
      cut();
    } else if (isOver(silentNanos, idleTimeoutMs / 2)
        && isOver(nowNanos - pingedNanos, idleTimeoutMs / 4)) {
      pingedNanos = nowNanos;
      var _ = socket.writePing(Buffer.buffer());
    }
  }

  private static boolean isOver(long nanos, long limitMs) {
    return nanos > TimeUnit.MILLISECONDS.toNanos(limitMs);
  }

  /** Whether it has shown no good token, where one is asked for. */
  boolean isStranger() {
    return doorkeeper.isPresent() && roles.identity().isEmpty();
  }

  private boolean isGood(Identity identity) {
    return doorkeeper.map(door -> door.isGood(identity)).orElse(true);
  }

  /** The token that let somebody in is good no more. */
  private void dismiss() {
    note("dismissed", "the token is good no more");
    outbox.send(
        new ProtocolException(ErrorCode.UNAUTHENTICATED, "your token is revoked or has expired")
            .toMessage());
    var _ = outbox.closeNow(CloseCodes.UNAUTHENTICATED, "the token is good no more");
  }

  /** For the audit log, which one connection must not fill. */
  private void note(String event, String why) {
    if (++notes > MOST_NOTES) {
      return;
    }
    doorkeeper.ifPresent(door -> door.note(event, roles.identity(), address, why));
  }

  private void unauthenticated() {
    if (gone || outbox.isClosing()) {
      return;
    }
    outbox.send(
        new ProtocolException(
                ErrorCode.UNAUTHENTICATED,
                "show a valid token: Authorization: Bearer TOKEN on the upgrade request, or an"
                    + " authenticate message first")
            .toMessage());
    var _ = outbox.closeNow(CloseCodes.UNAUTHENTICATED, "no valid token");
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
    if (brake.holdFor(roles.allowance().map(Allowance::heard).orElse(0L))) {
      parts.metrics().heldBack();
    }
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
    if (message instanceof Authenticate(String token)) {
      authenticate(token);
    } else if (isStranger()) {
      unauthenticated();
    } else {
      roles.received(message, arrivedNanos);
    }
  }

  private void authenticate(String token) {
    if (doorkeeper.isEmpty()) {
      // whoever shows a token is let in as who he will turn out to be
      outbox.send(new Authenticated("anonymous", roles.known()));
    } else if (asking || ++tokens > MOST_TOKENS) {
      unauthenticated();
    } else {
      asking = true;
      // what follows is to be heard by whoever this turns out to be
      brake.hold();
      doorkeeper
          .get()
          .check(token, address)
          .onComplete(answered -> {
            asking = false;
            brake.release();
            answered(answered.otherwise(new Doorkeeper.Answer.Unknown()).result());
          });
    }
  }

  private void answered(Doorkeeper.Answer answer) {
    if (gone || outbox.isClosing()) {
      return;
    }
    switch (answer) {
      case Doorkeeper.Answer.Welcome(Identity identity) when lacksCertificate(identity) ->
          unauthenticated();
      case Doorkeeper.Answer.Welcome(Identity identity) when roles.mayBe(identity) -> {
        welcome(identity);
        outbox.send(new Authenticated(identity.subject(), identity.role()));
      }
      case Doorkeeper.Answer.Welcome _ ->
          outbox.send(
              new ProtocolException(
                      ErrorCode.FORBIDDEN, "this connection is another subject's or role's already")
                  .toMessage());
      case Doorkeeper.Answer.Unknown _, Doorkeeper.Answer.Wait _ -> unauthenticated();
    }
  }

  /** Peers may have to show a certificate, besides: one that TLS has found to be good. */
  private boolean lacksCertificate(Identity identity) {
    if (!parts.peersShowCertificates() || identity.role() != Role.PEER) {
      return false;
    }
    try {
      return !socket.isSsl() || socket.peerCertificates().isEmpty();
    } catch (SSLPeerUnverifiedException _) {
      return true;
    }
  }

  private void welcome(Identity identity) {
    roles.become(identity);
    inflow.lift();
  }

  private void refused(ProtocolException e) {
    if (isStranger()) {
      unauthenticated();
      return;
    }
    outbox.send(e.toMessage());
    if (e.code() == ErrorCode.FORBIDDEN) {
      parts.metrics().turnedAway("forbidden");
      note("forbidden", e.text());
    }
    if (e.code() != ErrorCode.MALFORMED_MESSAGE) {
      malformedInARow = 0;
      return;
    }
    parts.metrics().malformed();
    roles.unreadable(e);
    if (++malformedInARow >= parts.limits().malformedInARow()) {
      var _ = outbox.close(CloseCodes.MALFORMED, malformedInARow + " malformed messages in a row");
    }
  }

  private void closed() {
    gone = true;
    parts.metrics().connections().decrementAndGet();
    roles.closed("connection closed" + code());
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
