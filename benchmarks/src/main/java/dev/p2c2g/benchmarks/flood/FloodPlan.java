package dev.p2c2g.benchmarks.flood;

import java.util.List;

/**
 * How long, and how much of each attack.
 *
 * @param phases in their order
 * @param warmUpSeconds of honest frames alone, beside all attacks, and alone, before the first
 *     phase
 * @param phaseSeconds 1 or more, of each phase
 * @param framesPerSecond of the honest gamer
 * @param peers processes that upscale
 * @param timesLimit the greedy gamer submits so many times the tasks a second that it may
 * @param halfOpen sockets that are kept half open
 * @param slowReaders gamers that read nothing
 * @param badTokens shown in each phase that has them, evenly spread
 */
public record FloodPlan(
    List<Phase> phases,
    int warmUpSeconds,
    int phaseSeconds,
    int framesPerSecond,
    int peers,
    int timesLimit,
    int halfOpen,
    int slowReaders,
    int badTokens) {
  /** Copies. */
  public FloodPlan {
    phases = List.copyOf(phases);
  }

  /** What the bar is about. */
  public static FloodPlan full() {
    return new FloodPlan(Phase.all(), 15, 20, 30, 2, 100, 1_000, 50, 10_000);
  }

  /** A few seconds of everything at once, to see that all of it works. */
  public static FloodPlan brief() {
    return new FloodPlan(List.of(Phase.ALL_AT_ONCE), 1, 3, 15, 1, 10, 60, 4, 90);
  }
}
