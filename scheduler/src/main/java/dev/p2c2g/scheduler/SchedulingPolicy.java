package dev.p2c2g.scheduler;

/**
 * How the scheduler weighs what it may.
 *
 * @param admission what happens to a task that is not expected in time
 * @param hedgeBudget second tries while the first still runs, as a share of the tasks, 0 to 1; 0
 *     for none
 * @param splitOverNanos a divisible task expected to take longer than this is split over idle
 *     peers; 0 for never
 * @param agingNanos a gamer's waiting line goes up one priority each time it was not served for so
 *     long; above 0
 * @param probeNanos silence after which a peer that holds work is asked whether it lives; above 0
 * @param suspectNanos least silence after a probe that makes a peer suspect; above 0
 * @param stallNanos least silence after a probe that takes a peer's work away; above {@code
 *     suspectNanos}
 */
public record SchedulingPolicy(
    AdmissionMode admission,
    double hedgeBudget,
    long splitOverNanos,
    long agingNanos,
    long probeNanos,
    long suspectNanos,
    long stallNanos) {
  /** What is right unless measured otherwise. */
  public static final SchedulingPolicy DEFAULT =
      new SchedulingPolicy(
          AdmissionMode.BEST_EFFORT,
          0.10,
          25_000_000,
          1_000_000_000,
          8_000_000,
          20_000_000,
          250_000_000);

  public SchedulingPolicy {
    if (!(hedgeBudget >= 0 && hedgeBudget <= 1)) {
      throw new IllegalArgumentException(
          "hedgeBudget is " + hedgeBudget + "; it must be from 0 to 1");
    }
    Require.atLeast("splitOverNanos", splitOverNanos, 0);
    Require.atLeast("agingNanos", agingNanos, 1);
    Require.atLeast("probeNanos", probeNanos, 1);
    Require.atLeast("suspectNanos", suspectNanos, 1);
    Require.atLeast("stallNanos", stallNanos, suspectNanos + 1);
  }

  /** What happens to a task with a deadline that it is not expected to meet. */
  public enum AdmissionMode {
    /** It is refused at once, with the reason. */
    STRICT,
    /** It is accepted and done as soon as possible; it fails when its deadline has passed. */
    BEST_EFFORT
  }

  /** The same with another admission. */
  public SchedulingPolicy withAdmission(AdmissionMode changed) {
    return new SchedulingPolicy(
        changed, hedgeBudget, splitOverNanos, agingNanos, probeNanos, suspectNanos, stallNanos);
  }

  /** The same with another budget for second tries. */
  public SchedulingPolicy withHedgeBudget(double changed) {
    return new SchedulingPolicy(
        admission, changed, splitOverNanos, agingNanos, probeNanos, suspectNanos, stallNanos);
  }

  /** The same with another limit for splitting; 0 for never. */
  public SchedulingPolicy withSplitOverNanos(long changed) {
    return new SchedulingPolicy(
        admission, hedgeBudget, changed, agingNanos, probeNanos, suspectNanos, stallNanos);
  }
}
