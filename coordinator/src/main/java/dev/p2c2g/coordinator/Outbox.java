package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Wire;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/**
 * What goes out to one connection, in the form that connection speaks. Any thread may send;
 * encoding and the state here belong to the event loop. A reader so slow that too much waits for it
 * is disconnected.
 */
final class Outbox {
  /** Messages of the largest size that may wait for one reader. */
  private static final int LARGEST_MESSAGES = 4;

  private final ServerWebSocket socket;
  private final Context eventLoop;
  private final long mostWaiting;
  private boolean envelopes;
  private long waiting;

  Outbox(ServerWebSocket socket, Context eventLoop, int maxMessageBytes) {
    this.socket = socket;
    this.eventLoop = eventLoop;
    this.mostWaiting = (long) LARGEST_MESSAGES * maxMessageBytes;
  }

  /** From now on this connection is spoken to in envelopes. */
  void speakEnvelopes() {
    envelopes = true;
  }

  void send(Message message) {
    eventLoop.runOnContext(_ -> write(message));
  }

  /** Closes after everything sent before. */
  void close(short code, String reason) {
    eventLoop.runOnContext(_ -> closeNow(code, reason));
  }

  private void write(Message message) {
    if (socket.isClosed()) {
      return;
    }
    var size = sizeOf(message);
    waiting += size;
    if (waiting > mostWaiting) {
      closeNow(
          CloseCodes.TRY_AGAIN_LATER, "you read too slowly: " + waiting + " bytes wait for you");
      return;
    }
    var written = envelopes ? Wire.writeEnvelope(socket, message) : Wire.writeText(socket, message);
    written.onComplete(_ -> waiting -= size);
  }

  private void closeNow(short code, String reason) {
    if (!socket.isClosed()) {
      // a close frame has room for 123 bytes of reason
      var _ = socket.close(code, reason.length() > 100 ? reason.substring(0, 100) : reason);
    }
  }

  private static int sizeOf(Message message) {
    return switch (message) {
      case TaskAssign assign -> assign.data().size();
      case TaskResult result when result.outcome() instanceof TaskResult.Success s ->
          s.result().size();
      default -> 0;
    };
  }
}
