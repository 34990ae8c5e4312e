package dev.p2c2g.benchmarks.stores;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Runs a producer and a consumer at once, and waits for both. */
final class Both {
  private Both() {}

  static void run(Callable<Void> producer, Callable<Void> consumer) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var produced = threads.submit(producer);
      var consumed = threads.submit(consumer);
      produced.get();
      consumed.get();
    }
  }
}
