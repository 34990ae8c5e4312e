package dev.p2c2g.gamer;

/**
 * Times in a fixed number of buckets, after G. Tene's HdrHistogram: each octave of microseconds is
 * cut into {@value #HALF} buckets, so a percentile is exact to 1 us below 0.25 ms and within 0.4 %
 * above. Memory does not grow with the number of times. One thread.
 */
final class Histogram {
  private static final int HALF_BITS = 7;
  private static final int HALF = 1 << HALF_BITS;

  /** About 18 minutes; what is longer counts as that long. */
  private static final long LARGEST_MICROS = (1L << 30) - 1;

  private final long[] counts = new long[bucket(LARGEST_MICROS) + 1];
  private long count;
  private double maxMs;

  void record(double ms) {
    long micros = Math.clamp(Math.round(ms * 1e3), 0, LARGEST_MICROS);
    counts[bucket(micros)]++;
    count++;
    maxMs = Math.max(maxMs, ms);
  }

  /** All zero while nothing was recorded. */
  SessionReport.Percentiles percentiles() {
    return new SessionReport.Percentiles(
        count, percentileMs(0.50), percentileMs(0.95), percentileMs(0.99), maxMs);
  }

  /** The smallest time that at least that share of all times does not exceed (nearest rank). */
  private double percentileMs(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < counts.length && rank > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(maxMs, middleMicros(i) / 1e3);
      }
    }
    return 0;
  }

  private static int bucket(long micros) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - HALF_BITS - 1);
    return (int) ((long) shift * HALF + (micros >>> shift));
  }

  private static double middleMicros(int bucket) {
    int shift = Math.max(0, bucket / HALF - 1);
    long lowest = (bucket - (long) shift * HALF) << shift;
    return lowest + ((1L << shift) - 1) / 2.0;
  }
}
