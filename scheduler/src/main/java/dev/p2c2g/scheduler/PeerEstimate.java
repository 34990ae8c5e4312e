package dev.p2c2g.scheduler;

/**
 * How long a peer computes per work unit of one kind: a peak-sensitive moving average after
 * Finagle's Peak EWMA. A sample above the average replaces it at once; one below pulls it down with
 * the weight {@code 1 - exp(-age / 10 s)}, so a spike is felt at once and forgotten in seconds.
 *
 * <p>For the choice between peers the average also fades while no sample comes, as {@code average *
 * exp(-age / 10 s)}: a peer ten times slower than the others is looked at again after 23 s. Fading
 * is the same factor for all, so their order does not change by waiting, and {@link #rank} can give
 * the logarithm at a fixed instant: {@code ln(average) + sampledAt / 10 s}. That is what lets peers
 * stay in a sorted set between samples.
 *
 * <p>A new peer starts faster than any real one, so it is explored with the next task; among new
 * ones more cores come first. Until that task is back it counts as slow: what is unknown gets one
 * task, not all of them. The first two answers of a peer come from a machine that is still cold,
 * often many times slower than it will be: they count as old news from the start, so that it is
 * asked again soon. So does a first attempt that was stopped because another peer was done before.
 */
final class PeerEstimate {
  private static final double FADE_NANOS = 10e9;
  // 10 gigapixel/s a core, out of reach for every kernel
  private static final double UNMEASURED_NANOS_PER_UNIT_AND_CORE = 100_000;
  private static final double UNKNOWN_AND_BUSY = 1_000;
  // keep the logarithm finite whatever the clock and the work units say
  private static final double LEAST_NANOS_PER_UNIT = 1;
  private static final double MOST_NANOS_PER_UNIT = 1e18;
  private static final double FAILED_TIMES = 4;
  private static final long[] COLD_NANOS = {25_000_000_000L, 10_000_000_000L};
  private static final int CORES_FOR_A_GPU = 16;

  private final Overrun overrun = new Overrun();
  private double nanosPerUnit;

  /** Its logarithm, for {@link #rank}, which is asked for far more often than a sample comes. */
  private double logNanosPerUnit;

  private long sampledAtNanos;
  private boolean measured;
  private int answers;

  PeerEstimate(PeerProfile profile, long nowNanos) {
    int cores = profile.cpuCores() + (profile.gpu() ? CORES_FOR_A_GPU : 0);
    nanosPerUnit = UNMEASURED_NANOS_PER_UNIT_AND_CORE / cores;
    sampledAtNanos = nowNanos;
    logNanosPerUnit = Math.log(nanosPerUnit);
  }

  /** An attempt took this long per work unit. */
  void sample(double sampleNanosPerUnit, long nowNanos) {
    weigh(sampleNanosPerUnit, nowNanos);
    ageIfCold();
  }

  private void ageIfCold() {
    if (answers < COLD_NANOS.length) {
      sampledAtNanos -= COLD_NANOS[answers++];
    }
  }

  private void weigh(double sampleNanosPerUnit, long nowNanos) {
    double sample = Math.clamp(sampleNanosPerUnit, LEAST_NANOS_PER_UNIT, MOST_NANOS_PER_UNIT);
    double kept = Math.exp(-(nowNanos - sampledAtNanos) / FADE_NANOS);
    double average = nanosPerUnit * kept + sample * (1 - kept);
    nanosPerUnit = Math.max(average, sample);
    sampledAtNanos = nowNanos;
    measured = true;
    logNanosPerUnit = Math.log(nanosPerUnit);
  }

  /** An attempt was stopped after this long: news only if that is slower than expected. */
  void sampleAtLeast(double lowerBoundNanosPerUnit, long nowNanos) {
    if (lowerBoundNanosPerUnit > nanosPerUnit) {
      weigh(lowerBoundNanosPerUnit, nowNanos);
      ageIfCold();
    }
  }

  /**
   * An attempt failed after this long: it counts as slow, never as fast.
   *
   * @param mostNanosPerUnit what no attempt can take
   */
  void penalise(double elapsedNanosPerUnit, double mostNanosPerUnit, long nowNanos) {
    double penalty = measured ? Math.min(mostNanosPerUnit, FAILED_TIMES * nanosPerUnit) : 0;
    weigh(Math.max(elapsedNanosPerUnit, penalty), nowNanos);
  }

  boolean measured() {
    return measured;
  }

  double nanosPerUnit() {
    return nanosPerUnit;
  }

  /** What {@link #rank} is the logarithm of, now and per work unit. */
  double fadedNanosPerUnit(int inFlight, int lanes, long nowNanos) {
    return nanosPerUnit
        * Math.exp(-(nowNanos - sampledAtNanos) / FADE_NANOS)
        * (1 + (double) inFlight / lanes)
        * unknown(inFlight);
  }

  /** How much the last sample still says, from 1 for a new one down to 0; 0 without any. */
  double freshness(long nowNanos) {
    return measured ? Math.exp(-(nowNanos - sampledAtNanos) / FADE_NANOS) : 0;
  }

  /** When an attempt here takes longer than it should. */
  Overrun overrun() {
    return overrun;
  }

  /**
   * Comparable measure of the expected completion of the next task, smaller is sooner: the
   * logarithm of {@code faded estimate * (1 + inFlight / lanes)}. The task's work units would
   * multiply every peer alike and are left out.
   */
  double rank(int inFlight, int lanes) {
    // log1p(0) and log(1) are 0
    double busy = inFlight == 0 ? 0 : Math.log1p((double) inFlight / lanes);
    double unknown = unknown(inFlight);
    return logNanosPerUnit
        + sampledAtNanos / FADE_NANOS
        + busy
        + (unknown == 1 ? 0 : Math.log(unknown));
  }

  private double unknown(int inFlight) {
    return measured || inFlight == 0 ? 1 : UNKNOWN_AND_BUSY;
  }
}
