package dev.p2c2g.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Does things on a thread of its own, all at once that came while the last ones were being done: so
 * a slow store is asked less often, for more at a time.
 */
final class Batches<T> implements AutoCloseable {
  private static final int MOST_AT_ONCE = 200;

  private final BlockingQueue<T> waiting;
  private final Consumer<List<T>> work;
  private final Thread thread;

  /**
   * @param most that may wait
   * @param work must not fail
   */
  Batches(String name, int most, Consumer<List<T>> work) {
    this.waiting = new ArrayBlockingQueue<>(most);
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** False where too much waits. */
  boolean offer(T one) {
    return waiting.offer(one);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        var batch = new ArrayList<T>();
        batch.add(waiting.take());
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        work.accept(batch);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }
}
