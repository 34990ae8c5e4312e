package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is simulated. Equal options give equal runs.
 *
 * @param peers 1 to 100,000
 * @param gamers 1 to 100,000
 * @param streaming share of the gamers that stream frames, 0 to 1; the others send batches
 * @param minutes of virtual time, 0.05 to 1,440
 * @param fps frames a second of a streaming gamer, 1 to 240
 * @param seed where all chance comes from
 * @param faults what goes wrong, until shortly before the end
 * @param peerMs time of the median peer for one frame of 1080p, above 0
 * @param policy whether tasks that will be late are refused
 * @param hedgeBudget second tries as a share of the tasks, 0 to 1
 */
public record SimulationOptions(
    int peers,
    int gamers,
    double streaming,
    double minutes,
    int fps,
    long seed,
    Set<Fault> faults,
    double peerMs,
    AdmissionMode policy,
    double hedgeBudget) {
  /** The size that every release is tested at. */
  public static final SimulationOptions DEFAULT =
      new SimulationOptions(
          1_000,
          200,
          0.8,
          2,
          30,
          1,
          EnumSet.allOf(Fault.class),
          12,
          AdmissionMode.BEST_EFFORT,
          0.10);

  public SimulationOptions {
    within("peers", peers, 1, 100_000);
    within("gamers", gamers, 1, 100_000);
    within("streaming", streaming, 0, 1);
    within("minutes", minutes, 0.05, 1_440);
    within("fps", fps, 1, 240);
    within("peer-ms", peerMs, 0.01, 60_000);
    within("hedge-budget", hedgeBudget, 0, 1);
    faults = Set.copyOf(faults);
  }

  public SimulationOptions withSeed(long changed) {
    return new SimulationOptions(
        peers, gamers, streaming, minutes, fps, changed, faults, peerMs, policy, hedgeBudget);
  }

  public SimulationOptions withPeers(int changed) {
    return new SimulationOptions(
        changed, gamers, streaming, minutes, fps, seed, faults, peerMs, policy, hedgeBudget);
  }

  /** The same with gamers who all stream. */
  public SimulationOptions withEveryoneStreaming() {
    return new SimulationOptions(
        peers, gamers, 1, minutes, fps, seed, faults, peerMs, policy, hedgeBudget);
  }

  /** The words after {@code p2c2g} that play exactly this again. */
  public String command() {
    String names =
        faults.isEmpty()
            ? "none"
            : faults.size() == Fault.values().length
                ? "all"
                : faults.stream().sorted().map(Fault::toString).collect(Collectors.joining(","));
    return "simulate --peers %d --gamers %d --streaming %s --minutes %s --fps %d --seed %d --faults %s"
            .formatted(peers, gamers, streaming, minutes, fps, seed, names)
        + " --peer-ms %s --policy %s --hedge-budget %s"
            .formatted(peerMs, policy.name().toLowerCase(Locale.ROOT), hedgeBudget);
  }

  long endNanos() {
    return (long) (minutes * 60 * VirtualTime.SECOND);
  }

  /** Nothing goes wrong any more from here: the last 10 s, or the last third of a short run. */
  long calmNanos() {
    return endNanos() - Math.min(10 * VirtualTime.SECOND, endNanos() / 3);
  }

  boolean has(Fault fault) {
    return faults.contains(fault);
  }

  private static void within(String field, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s; it must be from %s to %s"
              .formatted(field, number(value), number(low), number(high)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
