package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.MessageCodec;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.CloseCodes;
import dev.p2c2g.transport.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What goes out to one connection, in the form that connection speaks; lives on the event loop that
 * is also the scheduler's thread. What a slow reader has not taken yet is held back here, where
 * frames that are of no use any more give way first; a reader for whom too much waits all the same
 * is disconnected.
 */
final class Outbox {
  /** So much is given to the network at a time: what it has cannot be taken back. */
  private static final int MOST_UNDERWAY = 1 << 20;

  /** What a message has beside its payload, roughly. */
  private static final int HEAD_BYTES = 512;

  /** A close frame waits behind everything that was sent; whoever reads nothing never gets it. */
  private static final int CUT_AFTER_MS = 2_000;

  private final ServerWebSocket socket;
  private final Context eventLoop;
  private final long mostWaiting;
  private final Deque<Held> held = new ArrayDeque<>();
  private long heldBytes;
  private long underway;
  private long takenNanos = System.nanoTime();
  private long unsentBytes;
  private boolean envelopes;
  private boolean closing;

  private record Held(Message message, long bytes, OptionalLong staleNanos) {
    boolean isStale(long nowNanos) {
      return staleNanos.isPresent() && nowNanos - staleNanos.getAsLong() > 0;
    }
  }

  /**
   * @param mostWaiting bytes that may wait for the reader; a single message may be larger
   */
  Outbox(ServerWebSocket socket, Context eventLoop, long mostWaiting) {
    this.socket = socket;
    this.eventLoop = eventLoop;
    this.mostWaiting = mostWaiting;
  }

  /** From now on this connection is spoken to in envelopes; call on the event loop. */
  void speakEnvelopes() {
    envelopes = true;
  }

  /** Goodbye was said, so nothing more is sent or heard; call on the event loop. */
  boolean isClosing() {
    return closing;
  }

  /** For how long the reader has taken nothing, though there was something; 0 when it keeps up. */
  long stalledNanos(long nowNanos) {
    // a large message on a thin line is taken bit by bit
    var left = Wire.unsentBytes(socket);
    if (left != unsentBytes) {
      unsentBytes = left;
      takenNanos = nowNanos;
    }
    return underway == 0 ? 0 : nowNanos - takenNanos;
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

  /** Sends a message that is of use however late it comes; call on the event loop. */
  void send(Message message) {
    send(message, OptionalLong.empty());
  }

  /**
   * Sends a message; call on the event loop.
   *
   * @param staleNanos from when on it is of no use; empty for never
   */
  void send(Message message, OptionalLong staleNanos) {
    if (closing || socket.isClosed()) {
      return;
    }
    var next = new Held(message, bytes(message), staleNanos);
    if (held.isEmpty() && underway < MOST_UNDERWAY) {
      write(next);
      return;
    }
    if (isOver(next)) {
      dropStale(System.nanoTime());
    }
    if (isOver(next)) {
      var _ =
          closeNow(
              CloseCodes.TRY_AGAIN_LATER,
              "you read too slowly: " + (underway + heldBytes) + " bytes wait for you");
      return;
    }
    hold(next);
  }

  /** However large it is, one may wait. */
  private boolean isOver(Held next) {
    return !held.isEmpty() && underway + heldBytes + next.bytes > mostWaiting;
  }

  private void hold(Held message) {
    held.add(message);
    heldBytes += message.bytes;
  }

  /** Each task has its outcome, even where its picture is dropped. */
  private void dropStale(long nowNanos) {
    var all = new ArrayDeque<>(held);
    held.clear();
    heldBytes = 0;
    all.forEach(message -> hold(message.isStale(nowNanos) ? withoutPicture(message) : message));
  }

  private static Held withoutPicture(Held stale) {
    if (!(stale.message instanceof TaskResult result)
        || !(result.outcome() instanceof TaskResult.Success)) {
      return stale;
    }
    var why =
        new TaskResult.Failure(
            "you read too slowly: its deadline passed before you took it",
            Optional.of(ErrorCode.DEADLINE_EXCEEDED.wireName()));
    var told =
        new TaskResult(result.taskId(), why, result.peerId(), result.delivery(), result.attempt());
    return new Held(told, HEAD_BYTES, OptionalLong.empty());
  }

  private void write(Held message) {
    if (envelopes) {
      var envelope = MessageCodec.encodeEnvelope(message.message);
      count(envelope.size(), Wire.write(socket, envelope));
    } else {
      var text = MessageCodec.encodeText(message.message);
      count(text.length(), socket.writeTextMessage(text));
    }
  }

  private void count(int bytes, Future<Void> written) {
    if (underway == 0) {
      takenNanos = System.nanoTime();
    }
    underway += bytes;
    written.onComplete(_ -> taken(bytes));
  }

  private void taken(int bytes) {
    underway -= bytes;
    takenNanos = System.nanoTime();
    while (!held.isEmpty() && underway < MOST_UNDERWAY && !socket.isClosed()) {
      writeNext();
    }
  }

  /** Taken out before it is written: that may complete at once, and ask for the next. */
  private void writeNext() {
    var next = held.remove();
    heldBytes -= next.bytes;
    write(next.isStale(System.nanoTime()) ? withoutPicture(next) : next);
  }

  private static long bytes(Message message) {
    return switch (message) {
      case TaskAssign task -> HEAD_BYTES + task.data().size();
      case TaskResult result when result.outcome() instanceof TaskResult.Success success ->
          HEAD_BYTES + success.result().size();
      default -> HEAD_BYTES;
    };
  }

  /** As {@link #close}, at once; call on the event loop. */
  Future<Void> closeNow(short code, String reason) {
    if (closing || socket.isClosed()) {
      return Future.succeededFuture();
    }
    closing = true;
    eventLoop.owner().setTimer(CUT_AFTER_MS, _ -> Wire.cut(socket));
    while (!held.isEmpty()) {
      writeNext();
    }
    // a close frame has room for 123 bytes of reason
    return socket.close(code, reason.length() > 100 ? reason.substring(0, 100) : reason);
  }
}
