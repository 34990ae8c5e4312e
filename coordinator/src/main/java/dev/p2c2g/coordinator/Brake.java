package dev.p2c2g.coordinator;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.TimeUnit;

/**
 * Stops reading from a connection for a while: the other side's own network then holds back what it
 * sends, and nothing is lost. Lives on the event loop.
 */
final class Brake {
  /** A shorter pause is saved up: timers cost something, too. */
  private static final long LEAST_NANOS = 10_000_000;

  /** So that somebody who holds back at last is heard soon. */
  private static final long MOST_MS = 1_000;

  private final ServerWebSocket socket;
  private final Context eventLoop;
  private int holds;

  Brake(ServerWebSocket socket, Context eventLoop) {
    this.socket = socket;
    this.eventLoop = eventLoop;
  }

  /** Reads no message until as many calls of {@link #release} as of this one. */
  void hold() {
    if (holds++ == 0) {
      socket.pause();
    }
  }

  void release() {
    if (--holds == 0 && !socket.isClosed()) {
      socket.resume();
    }
  }

  /**
   * Reads no message for so long.
   *
   * @return false where that is too short to be worth it
   */
  boolean holdFor(long nanos) {
    if (nanos < LEAST_NANOS) {
      return false;
    }
    hold();
    eventLoop
        .owner()
        .setTimer(Math.min(MOST_MS, TimeUnit.NANOSECONDS.toMillis(nanos)), _ -> release());
    return true;
  }
}
