package dev.p2c2g.benchmarks;

import java.util.concurrent.SynchronousQueue;

/** Wakes the measuring thread from an event loop. */
final class Handover {
  private Handover() {}

  static void put(SynchronousQueue<Boolean> queue) {
    try {
      queue.put(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
