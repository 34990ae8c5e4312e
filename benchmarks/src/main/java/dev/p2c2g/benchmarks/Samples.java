package dev.p2c2g.benchmarks;

import java.util.Arrays;

/** Durations of one kind, in the order they came. */
public final class Samples {
  private final long[] nanos;
  private int count;

  /** Empty, with room for so many. */
  public Samples(int capacity) {
    nanos = new long[capacity];
  }

  /** Takes one in; there must be room. */
  public void add(long duration) {
    nanos[count++] = duration;
  }

  /** How many came so far. */
  public int count() {
    return count;
  }

  /**
   * A percentile by the nearest rank, in microseconds.
   *
   * @param share 0 to 1
   */
  public double micros(double share) {
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(share * count) - 1, 0, count - 1)] / 1e3;
  }
}
