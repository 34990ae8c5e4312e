package dev.p2c2g.coordinator;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how much of one connection waits in the scheduler's mailbox: at {@link #MOST} letters the
 * connection is no longer read, and TCP tells the sender to wait.
 */
final class Credits {
  static final int MOST = 64;
  static final int RESUME_AT = MOST / 2;

  private final ServerWebSocket socket;
  private final Context eventLoop;
  private final AtomicInteger waiting = new AtomicInteger();

  /** Owned by the event loop. */
  private boolean paused;

  Credits(ServerWebSocket socket, Context eventLoop) {
    this.socket = socket;
    this.eventLoop = eventLoop;
  }

  /** On the event loop, as a letter is posted. */
  void take() {
    if (waiting.incrementAndGet() >= MOST && !paused) {
      paused = true;
      socket.pause();
    }
  }

  /** On the scheduler thread, once the letter has been read. */
  void giveBack() {
    if (waiting.decrementAndGet() == RESUME_AT) {
      // by way of the event loop, so that it cannot overtake the pause
      eventLoop.runOnContext(_ -> resume());
    }
  }

  /** New letters may have come meanwhile; then the next fall to {@link #RESUME_AT} resumes. */
  private void resume() {
    if (paused && waiting.get() < MOST) {
      paused = false;
      socket.resume();
    }
  }
}
