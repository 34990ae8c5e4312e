package dev.p2c2g.benchmarks.flood;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/**
 * Tokens that nobody issued. Every second one comes on a connection of its own, with a handshake
 * that costs both sides; the others on connections that are kept as long as the coordinator likes.
 */
final class BadTokens implements Attack {
  private static final int ADDRESSES = 50;
  private static final int THREADS = 20;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Begun begun = new Begun();
  private final Target target;
  private final long periodNanos;
  private final AtomicLong shown = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean running = true;

  /**
   * @param perSecond tokens
   */
  BadTokens(Target target, double perSecond) {
    this.target = target;
    this.periodNanos = Math.round(THREADS * 1e9 / perSecond);
    for (var n = 0; n < THREADS; n++) {
      var seed = n;
      Thread.ofPlatform().daemon().start(() -> showAll(new Random(seed), seed % 2 == 0));
    }
  }

  private void showAll(Random random, boolean anew) {
    var dueNanos = System.nanoTime() + random.nextLong(periodNanos);
    while (running) {
      try (var socket = target.connect(ADDRESSES, 0)) {
        for (var more = true; more && running; more = !anew) {
          LockSupport.parkNanos(dueNanos - System.nanoTime());
          dueNanos += periodNanos;
          show(socket, random);
        }
      } catch (IOException _) {
        refused.incrementAndGet();
        LockSupport.parkNanos(dueNanos - System.nanoTime());
        dueNanos += periodNanos;
      }
    }
  }

  private void show(SSLSocket socket, Random random) throws IOException {
    shown.incrementAndGet();
    var _ = Upgrade.ask(socket, "p2c2g_" + letters(random, 10) + "_" + letters(random, 43));
    begun.now();
  }

  private static String letters(Random random, int count) {
    var text = new StringBuilder();
    for (var n = 0; n < count; n++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Override
  public void awaitBegun() throws InterruptedException {
    begun.await();
  }

  @Override
  public String told() {
    return shown.get() + " bad tokens, " + refused.get() + " connections refused or ended";
  }

  @Override
  public void close() {
    running = false;
  }
}
