package dev.p2c2g.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance from a seed. Every purpose has a stream of its own, so that one more fault does not
 * reshuffle all the rest.
 */
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  static Chance of(long seed, String purpose, int index) {
    return new Chance(mix(seed ^ mix(purpose.hashCode() * GOLDEN + index)));
  }

  boolean in(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code low} up to, not including, {@code high}. */
  long between(long low, long high) {
    return random.nextLong(low, high);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  /** The time until something that happens every {@code meanNanos} on average, 1 at least. */
  long exponential(double meanNanos) {
    return Math.max(1, (long) (meanNanos * random.nextExponential()));
  }

  double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
