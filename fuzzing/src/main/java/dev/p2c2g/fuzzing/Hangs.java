package dev.p2c2g.fuzzing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Finds inputs that take too long, by the processor's time of the one thread that Jazzer uses: a
 * busy machine makes nothing hang. The first inputs load and instrument classes and do not count.
 */
final class Hangs {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int INPUTS_TO_LOAD_CLASSES = 2_000;

  private static long inputs;

  private Hangs() {}

  static void rejectLongRun(Runnable work) {
    var startNanos = THREADS.getCurrentThreadCpuTime();
    work.run();
    var tookNanos = THREADS.getCurrentThreadCpuTime() - startNanos;
    if (++inputs > INPUTS_TO_LOAD_CLASSES && tookNanos > MOST_NANOS) {
      throw new IllegalStateException("took " + tookNanos / 1_000_000 + " ms");
    }
  }
}
