package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run showed.
 *
 * @param facts the same for equal options, on any machine
 * @param cost what the run took here
 * @param inTimeShare of the frames after the first third, in which the scheduler gets to know the
 *     crowd, 0 to 1
 * @param p99Ms end to end, of the completed frames
 */
public record Summary(String facts, Cost cost, double inTimeShare, double p99Ms) {
  /**
   * What it took in real time.
   *
   * @param steps of the core
   * @param events of the whole simulation
   * @param stepP50Nanos of a step of the core
   * @param stepP99Nanos likewise
   * @param wallNanos of the whole run
   * @param virtualNanos that it played
   */
  public record Cost(
      long steps,
      long events,
      long stepP50Nanos,
      long stepP99Nanos,
      long wallNanos,
      long virtualNanos) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          """
          cost            %,d steps of the core, %,d events; a step took %.1f us (p50), %.1f us (p99)
                          %.1f s for %.0f s of virtual time: %.0f times as fast, %,.0f events a second
          """,
          steps,
          events,
          stepP50Nanos / 1e3,
          stepP99Nanos / 1e3,
          wallNanos / 1e9,
          virtualNanos / 1e9,
          virtualNanos / (double) wallNanos,
          events * 1e9 / wallNanos);
    }
  }

  static Summary of(
      SimulationOptions options,
      Statistics seen,
      CoreUnderAudit core,
      VirtualTime time,
      long wallNanos) {
    Cost cost =
        new Cost(
            core.steps(),
            time.events(),
            core.stepNanos().quantile(0.50),
            core.stepNanos().quantile(0.99),
            wallNanos,
            time.now());
    double inTime = seen.settledFramesInTime / (double) Math.max(1, seen.settledFrames);
    double p99 = seen.frameNanos.quantile(0.99) / 1e6;
    return new Summary(facts(options, seen, core.snapshot(), core.auditor()), cost, inTime, p99);
  }

  private static String facts(
      SimulationOptions options, Statistics seen, SchedulerSnapshot snapshot, Auditor auditor) {
    long accepted = auditor.tally.accepted;
    SchedulerSnapshot.Failover failover = snapshot.failover();
    return String.format(Locale.ROOT, "%s%n%n", options.command())
        + String.format(
            Locale.ROOT,
            "frames          %,d: %.2f %% in time, %.2f %% completed; besides %,d cancelled by gamers%n",
            seen.frames,
            percent(seen.framesInTime, seen.frames),
            percent(seen.framesCompleted, seen.frames),
            seen.framesCancelled)
        + String.format(Locale.ROOT, "end to end      %s%n", quantiles(seen.frameNanos))
        + String.format(
            Locale.ROOT,
            "batch tasks     %,d completed; %s%n",
            seen.batchCompleted,
            quantiles(seen.batchNanos))
        + String.format(Locale.ROOT, "tasks           %,d accepted%n", accepted)
        + String.format(Locale.ROOT, "failed          %s%n", codes(seen.failed))
        + String.format(Locale.ROOT, "refused         %s%n", codes(seen.refused))
        + String.format(
            Locale.ROOT,
            "tries           %,d retries (%.2f %%), %,d hedges (%.2f %%), of them %,d won; %,d splits%n",
            snapshot.retries(),
            percent(snapshot.retries(), accepted),
            failover.hedges(),
            percent(failover.hedges(), accepted),
            failover.hedgesWon(),
            failover.splits())
        + String.format(
            Locale.ROOT,
            "peers           %,d suspicions, %,d stalls, %,d attempts handed back, %,d results ignored%n",
            failover.suspicions(),
            failover.stalls(),
            failover.handedBack(),
            snapshot.ignoredResults());
  }

  private static String quantiles(Histogram nanos) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f ms",
        nanos.quantile(0.50) / 1e6,
        nanos.quantile(0.90) / 1e6,
        nanos.quantile(0.99) / 1e6,
        nanos.quantile(0.999) / 1e6);
  }

  private static String codes(Map<FailureCode, Long> counts) {
    String found =
        counts.entrySet().stream()
            .map(e ->
                String.format(
                    Locale.ROOT,
                    "%,d %s",
                    e.getValue(),
                    e.getKey().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "none" : found;
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / Math.max(1, whole);
  }

  @Override
  public String toString() {
    return facts + cost;
  }
}
