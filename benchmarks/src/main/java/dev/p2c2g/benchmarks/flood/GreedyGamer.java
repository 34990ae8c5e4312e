package dev.p2c2g.benchmarks.flood;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** One gamer over a few connections that submits many times what it may, and reads all answers. */
final class GreedyGamer implements Attack {
  private static final int CONNECTIONS = 4;
  private static final int WIDTH = 96;
  private static final int HEIGHT = 54;
  private static final int ROUNDS_PER_SECOND = 50;
  private static final int UNREAD = 1 << 16;

  private final Begun begun = new Begun();
  private final Target target;
  private final String token;
  private final int tasksPerSecond;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final List<SSLSocket> sockets = new ArrayList<>();
  private volatile boolean running = true;

  /**
   * @param tasksPerSecond all connections together
   */
  GreedyGamer(Target target, String token, int tasksPerSecond) throws IOException {
    this.target = target;
    this.token = token;
    this.tasksPerSecond = tasksPerSecond;
    var one = Upgrade.submission(SmallFrames.of(1, WIDTH, HEIGHT).getFirst(), WIDTH, HEIGHT, 2);
    var batch = new ByteArrayOutputStream();
    for (var n = 0; n < perRound(); n++) {
      batch.writeBytes(one);
    }
    for (var n = 0; n < CONNECTIONS; n++) {
      Thread.ofPlatform().daemon().start(() -> submitAll(batch.toByteArray()));
    }
  }

  private int perRound() {
    return Math.max(1, tasksPerSecond / ROUNDS_PER_SECOND / CONNECTIONS);
  }

  private void submitAll(byte[] batch) {
    while (running) {
      try (var socket = target.connect(1, 0)) {
        if (Upgrade.ask(socket, token) == Upgrade.SWITCHING) {
          connections.incrementAndGet();
          keep(socket);
          Thread.ofPlatform().daemon().start(() -> readAll(socket));
          submit(socket, batch);
        }
      } catch (IOException _) {
        // thrown out: again
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private synchronized void keep(SSLSocket socket) throws IOException {
    sockets.removeIf(SSLSocket::isClosed);
    sockets.add(socket);
    if (!running) {
      socket.close();
    }
  }

  private void submit(SSLSocket socket, byte[] batch) throws IOException {
    var out = socket.getOutputStream();
    var dueNanos = System.nanoTime();
    while (running) {
      out.write(batch);
      sent.addAndGet(perRound());
      begun.now();
      // what could not be sent in time is not made up for
      dueNanos =
          Math.max(dueNanos + TimeUnit.SECONDS.toNanos(1) / ROUNDS_PER_SECOND, System.nanoTime());
      LockSupport.parkNanos(dueNanos - System.nanoTime());
    }
  }

  private static void readAll(SSLSocket socket) {
    try {
      var in = socket.getInputStream();
      var unread = new byte[UNREAD];
      while (in.read(unread) >= 0) {
        // nobody looks at it
      }
    } catch (IOException _) {
      // closed
    }
  }

  @Override
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public String told() {
    return sent.get() + " tasks over " + connections.get() + " connections";
  }

  @Override
  public synchronized void close() {
    running = false;
    sockets.forEach(Sockets::cut);
  }
}
