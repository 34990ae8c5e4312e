package dev.p2c2g.coordinator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Asks one connection for signs of life with WebSocket pings (RFC 6455, 5.5.2) and measures how
 * long the answers take. Each ping carries a number nobody can guess, so only who has read it can
 * answer it. Lives on the event loop, which is also the scheduler's thread.
 *
 * <p>While a ping is unanswered, bytes count as a sign of life too: a pong cannot overtake a result
 * that takes its time on a thin line.
 */
final class Prober {
  /** Of more unanswered pings the oldest are forgotten. */
  static final int MOST_OPEN = 64;

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final long NEWS_INTERVAL_NANOS = 5_000_000;

  private final ServerWebSocket socket;
  private final LongSupplier nanoClock;

  /** When each unanswered ping was sent, by its number, oldest first. */
  private final SequencedMap<Long, Long> sentNanos = new LinkedHashMap<>();

  private long aliveNanos;

  Prober(ServerWebSocket socket, LongSupplier nanoClock) {
    this.socket = socket;
    this.nanoClock = nanoClock;
    this.aliveNanos = nanoClock.getAsLong();
  }

  /**
   * Listens from now on; call on the event loop, which runs both.
   *
   * @param roundTrip given the nanoseconds that each answer took
   * @param alive bytes came while a ping is unanswered; at most every few milliseconds
   */
  void listen(LongConsumer roundTrip, Runnable alive) {
    socket.pongHandler(pong -> answered(pong).ifPresent(roundTrip));
    ((WebSocketInternal) socket)
        .channelHandlerContext()
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelReadComplete(ChannelHandlerContext context) {
                if (isNews()) {
                  alive.run();
                }
                context.fireChannelReadComplete();
              }
            });
  }

  /** Called when bytes came. */
  private boolean isNews() {
    if (sentNanos.isEmpty()) {
      return false;
    }
    var now = nanoClock.getAsLong();
    if (now - aliveNanos < NEWS_INTERVAL_NANOS) {
      return false;
    }
    aliveNanos = now;
    return true;
  }

  /** Sends a ping. */
  void ask() {
    if (!socket.isClosed()) {
      var number = RANDOM.nextLong();
      sentNanos.put(number, nanoClock.getAsLong());
      if (sentNanos.size() > MOST_OPEN) {
        sentNanos.pollFirstEntry();
      }
      var _ = socket.writePing(Buffer.buffer(Long.BYTES).appendLong(number));
    }
  }

  /** A pong answers its own ping, and with it those before, which need no answer then. */
  private OptionalLong answered(Buffer pong) {
    var sent =
        pong.length() == Long.BYTES
            ? Optional.ofNullable(sentNanos.get(pong.getLong(0)))
            : Optional.<Long>empty();
    if (sent.isEmpty()) {
      return OptionalLong.empty();
    }
    forgetUpTo(pong.getLong(0));
    return OptionalLong.of(Math.max(0, nanoClock.getAsLong() - sent.get()));
  }

  private void forgetUpTo(long number) {
    var oldest = sentNanos.pollFirstEntry();
    while (oldest.getKey() != number) {
      oldest = sentNanos.pollFirstEntry();
    }
  }
}
