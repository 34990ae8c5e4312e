package dev.p2c2g.imaging;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that are costly to make, each used by one thread at a time and kept for the next one. At
 * most as many are kept as there are processors; those made beyond that are freed after use.
 */
final class InstancePool<T extends InstancePool.Instance> {
  /** Something costly; native memory it has to free itself. */
  interface Instance {
    default void free() {}
  }

  private final ArrayBlockingQueue<T> idle =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
  private final Supplier<T> factory;

  InstancePool(Supplier<T> factory) {
    this.factory = factory;
  }

  /** Runs the work with an instance of its own; one whose work failed is not used again. */
  <R> R with(Function<T, R> work) {
    T kept = idle.poll();
    T instance = kept == null ? factory.get() : kept;
    boolean reusable = false;
    try {
      R result = work.apply(instance);
      reusable = true;
      return result;
    } finally {
      if (!reusable || !idle.offer(instance)) {
        instance.free();
      }
    }
  }
}
