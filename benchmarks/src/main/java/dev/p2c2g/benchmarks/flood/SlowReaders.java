package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** Gamers with tokens who submit frames at an honest pace and read none of the results. */
final class SlowReaders implements Attack {
  private static final int ADDRESSES = 10;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int SCALE = 4;
  private static final int FRAMES_PER_SECOND = 1;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
  private static final int RECEIVE_BUFFER = 4_096;

  private final Begun begun = new Begun();
  private final Target target;
  private final byte[] submission;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final Set<SSLSocket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean running = true;

  /**
   * @param tokens of a gamer each
   */
  SlowReaders(Target target, List<String> tokens) throws IOException {
    this.target = target;
    this.submission =
        Upgrade.submission(SmallFrames.of(1, WIDTH, HEIGHT).getFirst(), WIDTH, HEIGHT, SCALE);
    for (var n = 0; n < tokens.size(); n++) {
      var token = tokens.get(n);
      // not in step: nobody conducts gamers
      var delayNanos = n * PERIOD_NANOS / tokens.size();
      Thread.ofPlatform().daemon().start(() -> submitAll(token, delayNanos));
    }
  }

  private void submitAll(String token, long delayNanos) {
    LockSupport.parkNanos(delayNanos);
    while (running) {
      try (var socket = target.connect(ADDRESSES, RECEIVE_BUFFER)) {
        if (Upgrade.ask(socket, token) == Upgrade.SWITCHING) {
          connections.incrementAndGet();
          sockets.add(socket);
          submit(socket);
        }
      } catch (IOException _) {
        // thrown out: again
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private void submit(SSLSocket socket) throws IOException {
    try {
      while (running) {
        socket.getOutputStream().write(submission);
        sent.incrementAndGet();
        begun.now();
        LockSupport.parkNanos(PERIOD_NANOS);
      }
    } finally {
      sockets.remove(socket);
    }
  }

  @Override
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public String told() {
    return sent.get() + " frames over " + connections.get() + " connections that read nothing";
  }

  @Override
  public void close() {
    running = false;
    sockets.forEach(Sockets::cut);
  }
}
