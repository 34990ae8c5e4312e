package dev.p2c2g.gamer;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the n-th try to connect again: doubling from 100 ms to 5 s, of which a
 * random share between half and all, so that gamers who lost one coordinator do not return at once.
 */
final class Backoff {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 5_000;
  private static final int DOUBLINGS = 6;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Milliseconds to wait.
   *
   * @param tryNumber 1 for the first
   */
  long delayMs(int tryNumber) {
    long full = Math.min(LONGEST_MS, FIRST_MS << Math.min(tryNumber - 1, DOUBLINGS));
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
