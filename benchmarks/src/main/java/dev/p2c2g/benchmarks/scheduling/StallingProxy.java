package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/**
 * A bad line to a coordinator, as a TCP connection shows it. Of every burst the last segment may be
 * lost, which costs the sender its retransmission timeout (200 ms on Linux), in which nothing
 * behind it arrives either; segments lost before the last are sent again within a round trip, which
 * is nothing here, so they do not show. Besides, both directions stand still for a while now and
 * then.
 */
final class StallingProxy implements AutoCloseable {
  static final double LOSS = 0.05;
  static final long TIMEOUT_MS = 200;
  static final long STALL_MS = 200;
  static final int LEAST_BETWEEN_STALLS_MS = 1_000;
  static final int MOST_BETWEEN_STALLS_MS = 3_000;
  private static final int BURST_BYTES = 1 << 16;

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final int port;
  private final Random seeds;
  private volatile long stalledUntilNanos = System.nanoTime();

  /**
   * Takes connections from now on.
   *
   * @param port where the coordinator listens
   */
  StallingProxy(int port, long seed) throws IOException {
    this.port = port;
    seeds = new Random(seed);
    start(this::accept);
    var pauses = new Random(seeds.nextLong());
    start(() -> stall(pauses));
  }

  String url() {
    return "ws://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      var near = server.accept();
      var far = new Socket(InetAddress.getLoopbackAddress(), port);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      var there = new Random(seeds.nextLong());
      var back = new Random(seeds.nextLong());
      start(() -> carry(near, far, there));
      start(() -> carry(far, near, back));
    }
  }

  private void carry(Socket from, Socket to, Random random)
      throws IOException, InterruptedException {
    try (from;
        to) {
      var burst = new byte[BURST_BYTES];
      for (var count = from.getInputStream().read(burst);
          count >= 0;
          count = from.getInputStream().read(burst)) {
        if (random.nextDouble() < LOSS) {
          Thread.sleep(TIMEOUT_MS);
        }
        for (var left = stalledNanos(); left > 0; left = stalledNanos()) {
          Thread.sleep(Math.ceilDiv(left, 1_000_000));
        }
        to.getOutputStream().write(burst, 0, count);
      }
    }
  }

  private long stalledNanos() {
    return stalledUntilNanos - System.nanoTime();
  }

  private void stall(Random random) throws InterruptedException {
    while (!server.isClosed()) {
      Thread.sleep(random.nextInt(LEAST_BETWEEN_STALLS_MS, MOST_BETWEEN_STALLS_MS));
      stalledUntilNanos = System.nanoTime() + STALL_MS * 1_000_000;
    }
  }

  private interface Carrying {
    void run() throws IOException, InterruptedException;
  }

  /** A connection that breaks, or a proxy that is closed, ends its threads. */
  private static void start(Carrying carrying) {
    Thread.ofPlatform()
        .daemon()
        .name("line")
        .start(() -> {
          try {
            carrying.run();
          } catch (IOException e) {
            System.getLogger("bench")
                .log(System.Logger.Level.DEBUG, "a line ended: {0}", e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
