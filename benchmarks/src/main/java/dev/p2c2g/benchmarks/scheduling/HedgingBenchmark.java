package dev.p2c2g.benchmarks.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What second tries are good for: one of four peers takes five times as long for every tenth task.
 * Frames come in as many at once as the crowd has lanes: else the scheduler leaves that peer out,
 * and there is nothing to gain. With and without hedging take turns.
 */
public final class HedgingBenchmark {
  private static final TestPicture PICTURE = new TestPicture(64, 64);
  private static final int PEERS = 4;
  private static final int LANES = 4;
  private static final double TASK_MS = 80;
  private static final double SLOW_SHARE = 0.1;
  private static final int TIMES_SLOWER = 5;

  private static final int TIMES_PER_SECOND = 5;

  private static final int ROUNDS = 2;
  private static final long WARM_UP_MS = 5_000;
  private static final long ROUND_MS = 18_000;
  private static final List<Integer> BUDGETS_PERCENT = List.of(0, 10);

  private HedgingBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var bars = new Bars("hedging");
    Map<Integer, List<Frame>> frames = new TreeMap<>();
    for (var round = 1; round <= ROUNDS; round++) {
      for (var budget : BUDGETS_PERCENT) {
        System.out.printf("round %d of %d, budget %d %%%n", round, ROUNDS, budget);
        frames.computeIfAbsent(budget, _ -> new ArrayList<>()).addAll(measure(budget, round));
      }
    }
    report(bars, frames.getOrDefault(0, List.of()), frames.getOrDefault(10, List.of()));
  }

  private static List<Frame> measure(int budgetPercent, int seed) throws Exception {
    var settings =
        "scheduling:\n  hedge_budget_percent: "
            + budgetPercent
            + "\nlimits:\n"
            + "  max_tasks_per_second_per_gamer: 1000\n  max_in_flight_per_gamer: 1000\n";
    try (var coordinator = CoordinatorProcess.start(settings);
        var crowd = new TimedCrowd(coordinator.url());
        var stream = new FrameStream(coordinator.url(), PICTURE, TIMES_PER_SECOND, PEERS * LANES)) {
      var pictures = new Upscaled(PICTURE);
      var steady = Pace.byPixels(TASK_MS, pictures.whole());
      var unsteady = steady.sometimesSlower(SLOW_SHARE, TIMES_SLOWER, new Random(seed));
      for (var i = 0; i < PEERS; i++) {
        var pace = i == 0 ? unsteady : steady;
        crowd.add(new TimedPeer("peer" + i, LANES, List.of(), pictures, pace));
      }
      stream.run(WARM_UP_MS);
      return stream.run(ROUND_MS);
    }
  }

  private static void report(Bars bars, List<Frame> without, List<Frame> with) throws Exception {
    var p99Without = Frame.endToEnd(without).micros(0.99) / 1e3;
    var p99With = Frame.endToEnd(with).micros(0.99) / 1e3;
    bars.atMost("p99 with hedging / p99 without", 0.5, "", p99With / p99Without);
    bars.atMost("extra work", 10, "%", Frame.extraWorkPercent(with));
    bars.atMost("tasks lost", 0, "", (double) Frame.countLost(with) + Frame.countLost(without));
    bars.note("p99 without hedging, ms", p99Without);
    bars.note("p99 with hedging, ms", p99With);
    bars.note("p50 without hedging, ms", Frame.endToEnd(without).micros(0.5) / 1e3);
    bars.note("p50 with hedging, ms", Frame.endToEnd(with).micros(0.5) / 1e3);
    bars.note("extra work without hedging, %", Frame.extraWorkPercent(without));
    bars.note("tasks with hedging", with.size());
    bars.finish();
  }
}
