package dev.p2c2g.gamer;

import dev.p2c2g.transport.Backoff;
import dev.p2c2g.transport.ConnectFailedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Keeps a client connected, on a thread of its own, until that is interrupted or the client closed.
 */
final class Reconnector implements Runnable {
  private static final Logger LOG = System.getLogger("gamer");

  private final GamerClient client;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final AtomicLong reconnects = new AtomicLong();

  Reconnector(GamerClient client) {
    this.client = client;
  }

  /** Connections made anew. Any thread. */
  long reconnects() {
    return reconnects.get();
  }

  @Override
  public void run() {
    try {
      do {
        LOG.log(Level.WARNING, "{0}; showing frames upscaled here meanwhile", awaitLoss());
      } while (connectAgain());
    } catch (InterruptedException e) {
      // the session is over
    }
  }

  private String awaitLoss() throws InterruptedException {
    CompletableFuture<String> lost = client.disconnected();
    try {
      return lost.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** False when the client is closed. */
  private boolean connectAgain() throws InterruptedException {
    for (int failures = 0; ; ) {
      try {
        boolean connected = client.reconnect();
        reconnects.addAndGet(connected ? 1 : 0);
        return connected;
      } catch (ConnectFailedException e) {
        failures++;
        LOG.log(Level.DEBUG, "try {0}: {1}", failures, e.getMessage());
        Thread.sleep(backoff.delayMs(failures));
      }
    }
  }
}
