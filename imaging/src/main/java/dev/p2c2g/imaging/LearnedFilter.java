package dev.p2c2g.imaging;

import java.util.List;

/**
 * Weights of a linear filter of 5x5 samples for each of the four outputs of a sample. The four are
 * mirror images of each other: so sums and differences of mirrored samples serve all of them, and
 * 16 products make four outputs instead of 100.
 *
 * <p>Along x, with weights w and samples p around the centre, the left output is {@code w0 p0 + sum
 * over k of e_k (p_k + p_-k) + o_k (p_k - p_-k)}, where {@code e_k = (w_k + w_-k) / 2} and {@code
 * o_k = (w_k - w_-k) / 2}; the right output has the sign of the second sum turned. The same along y
 * gives four sums, even-even, odd-even, even-odd and odd-odd, whose additions and subtractions are
 * the outputs. Of {@code e_2} there is none, see {@link Terms}. All is done modulo 2^16, so only
 * the outputs have to fit, in 1/128 of a level around 128.
 */
final class LearnedFilter {
  /** Samples along each axis. */
  static final int TAPS = 5;

  /** Samples on each side. */
  static final int RADIUS = TAPS / 2;

  /** Bits after the point. */
  static final int BITS = 7;

  private static final int ONE = 1 << BITS;

  /** For each of the {@link Terms} along x those along y. */
  private final short[] coefficients;

  /**
   * Rounds weights, and mends their sum so that a flat plane stays what it is.
   *
   * @param weights of the upper left output, 5 rows of 5, of sum 1
   * @throws IllegalArgumentException where there are not 25 finite ones of that sum, or they are so
   *     large that a sum could overflow, or samples at distance 2 count by more than differences
   */
  LearnedFilter(List<Double> weights) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.size() != TAPS * TAPS || !(Math.abs(sum - 1) < 0.02)) {
      throw new IllegalArgumentException(
          "%d weights of sum %.3f: must be 25 of sum 1".formatted(weights.size(), sum));
    }
    requireDifferences(weights);
    coefficients = new short[Terms.COUNT * Terms.COUNT];
    int flat = 0;
    for (int across = 0; across < Terms.COUNT; across++) {
      for (int down = 0; down < Terms.COUNT; down++) {
        long rounded = Math.round(ONE * coefficient(weights, across, down));
        coefficients[across * Terms.COUNT + down] = (short) rounded;
        flat += (int) rounded * timesInFlat(across) * timesInFlat(down);
      }
    }
    coefficients[0] += (short) (ONE - flat);
    requireRoom();
  }

  /** Samples are up to 128 away from 128; rounding needs the last half. */
  private void requireRoom() {
    int most = 0;
    for (int tap = 0; tap < TAPS * TAPS; tap++) {
      most += Math.abs(weight(tap % TAPS - RADIUS, tap / TAPS - RADIUS));
    }
    if (most >= 2 * ONE) {
      throw new IllegalArgumentException(
          "weights whose sizes add up to %d / %d: must be below 2".formatted(most, ONE));
    }
  }

  /** A filter that the {@link Terms} cannot express would quietly become another. */
  private static void requireDifferences(List<Double> weights) {
    int last = TAPS - 1;
    for (int i = 0; i < TAPS; i++) {
      double along = weights.get(i * TAPS) + weights.get(i * TAPS + last);
      double down = weights.get(i) + weights.get(last * TAPS + i);
      if (Math.abs(along) >= 1.0 / ONE || Math.abs(down) >= 1.0 / ONE) {
        throw new IllegalArgumentException(
            "weights of row and column %d: those at distance 2 must be opposites, to 1 / %d"
                .formatted(i, ONE));
      }
    }
  }

  /** The rounded weight of a sample, so far from the centre, in the upper left output. */
  private int weight(int x, int y) {
    int sum = 0;
    for (int across = 0; across < Terms.COUNT; across++) {
      for (int down = 0; down < Terms.COUNT; down++) {
        if (Terms.distance(across) == Math.abs(x) && Terms.distance(down) == Math.abs(y)) {
          int sign = Terms.sign(across, Integer.signum(x)) * Terms.sign(down, Integer.signum(y));
          sum += sign * coefficient(across, down);
        }
      }
    }
    return sum;
  }

  private int coefficient(int across, int down) {
    return coefficients[across * Terms.COUNT + down];
  }

  /** What {@link FilterKernels#sum} wants: each coefficient as often as a vector may have lanes. */
  short[] repeated() {
    short[] all = new short[coefficients.length * FilterKernels.SLACK];
    for (int i = 0; i < all.length; i++) {
      all[i] = coefficients[i / FilterKernels.SLACK];
    }
    return all;
  }

  private static double coefficient(List<Double> w, int across, int down) {
    double sum = 0;
    for (int x = -1; x <= 1; x += 2) {
      for (int y = -1; y <= 1; y += 2) {
        double weight =
            w.get((RADIUS + y * Terms.distance(down)) * TAPS + RADIUS + x * Terms.distance(across));
        sum += weight * Terms.sign(across, x) * Terms.sign(down, y) / 4;
      }
    }
    return sum;
  }

  /** What a combination makes of equal samples. */
  private static int timesInFlat(int term) {
    return Terms.isOdd(term) ? 0 : Terms.samples(term);
  }
}
