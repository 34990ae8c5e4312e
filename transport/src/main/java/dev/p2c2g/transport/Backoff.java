package dev.p2c2g.transport;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the n-th try again: doubling from 100 ms to 10 s, of which a random share
 * between half and all, so that a crowd that lost its coordinator does not come back in one wave.
 */
public final class Backoff {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 10_000;
  private static final int DOUBLINGS = 7;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Milliseconds to wait.
   *
   * @param tryNumber 1 for the first try after a loss
   */
  public long delayMs(int tryNumber) {
    var full = Math.min(LONGEST_MS, FIRST_MS << Math.min(tryNumber - 1, DOUBLINGS));
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
