package dev.p2c2g.benchmarks.flood;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells when an attack has had its first effect: a JVM that has just started takes its time. */
final class Begun {
  private static final int SECONDS = 60;

  private final CountDownLatch first = new CountDownLatch(1);

  /** It has; any thread, any number of times. */
  void now() {
    first.countDown();
  }

  void await() throws InterruptedException {
    if (!first.await(SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an attack did not begin within " + SECONDS + " s");
    }
  }
}
