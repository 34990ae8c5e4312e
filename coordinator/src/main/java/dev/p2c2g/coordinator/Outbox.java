package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;

/**
 * What goes out to one connection, in the form that connection speaks; lives on the event loop that
 * is also the scheduler's thread. A reader so slow that too much waits for it is disconnected.
 */
final class Outbox {
  /** Messages of the largest size that may wait for one reader. */
  private static final int LARGEST_MESSAGES = 4;

  /** A close frame waits behind everything that was sent; whoever reads nothing never gets it. */
  private static final int CUT_AFTER_MS = 2_000;

  private final ServerWebSocket socket;
  private final Context eventLoop;
  private final long mostWaiting;
  private boolean envelopes;
  private boolean closing;
  private long waiting;

  Outbox(ServerWebSocket socket, Context eventLoop, int maxMessageBytes) {
    this.socket = socket;
    this.eventLoop = eventLoop;
    this.mostWaiting = (long) LARGEST_MESSAGES * maxMessageBytes;
  }

  /** From now on this connection is spoken to in envelopes; call on the event loop. */
  void speakEnvelopes() {
    envelopes = true;
  }

  /** Goodbye was said, so nothing more is sent or heard; call on the event loop. */
  boolean isClosing() {
    return closing;
  }

  /**
   * Closes after everything sent before; the future completes once the connection has ended. Any
   * thread may call.
   */
  Future<Void> close(short code, String reason) {
    var ended = Promise.<Void>promise();
    eventLoop.runOnContext(_ -> closeNow(code, reason).onComplete(ended));
    return ended.future();
  }

  void send(Message message) {
    if (closing || socket.isClosed()) {
      return;
    }
    if (envelopes) {
      var envelope = MessageCodec.encodeEnvelope(message);
      if (hasRoomFor(envelope.size())) {
        count(envelope.size(), Wire.write(socket, envelope));
      }
    } else {
      var text = MessageCodec.encodeText(message);
      if (hasRoomFor(text.length())) {
        count(text.length(), socket.writeTextMessage(text));
      }
    }
  }

  private boolean hasRoomFor(int bytes) {
    if (waiting + bytes <= mostWaiting) {
      return true;
    }
    var _ =
        closeNow(
            CloseCodes.TRY_AGAIN_LATER, "you read too slowly: " + waiting + " bytes wait for you");
    return false;
  }

  private void count(int bytes, Future<Void> written) {
    waiting += bytes;
    written.onComplete(_ -> waiting -= bytes);
  }

  /** As {@link #close}, at once; call on the event loop. */
  Future<Void> closeNow(short code, String reason) {
    if (closing || socket.isClosed()) {
      return Future.succeededFuture();
    }
    closing = true;
    eventLoop.owner().setTimer(CUT_AFTER_MS, _ -> Wire.cut(socket));
    // a close frame has room for 123 bytes of reason
    return socket.close(code, reason.length() > 100 ? reason.substring(0, 100) : reason);
  }
}
