package dev.p2c2g.benchmarks;

import java.util.Arrays;

/** Durations of one kind, in the order they came. */
final class Samples {
  private final long[] nanos;
  private int count;

  Samples(int capacity) {
    nanos = new long[capacity];
  }

  void add(long duration) {
    nanos[count++] = duration;
  }

  /**
   * A percentile by the nearest rank, in microseconds.
   *
   * @param share 0 to 1
   */
  double micros(double share) {
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(share * count) - 1, 0, count - 1)] / 1e3;
  }
}
