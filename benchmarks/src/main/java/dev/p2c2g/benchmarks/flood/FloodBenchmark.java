package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.coordinator.CoordinatorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An honest gamer beside others who trouble the coordinator: how many of its frames are still in
 * time. The attackers have addresses of their own, so that limits by address are theirs.
 */
public final class FloodBenchmark {
  /** Keys are read twice a second, and more often. */
  private static final long KEYS_READ_MS = 600;

  private final FloodPlan plan;
  private final GuardedCrowd crowd;
  private final HonestGamer honest;
  private final AttackersProcess attackers;

  private FloodBenchmark(
      FloodPlan plan, GuardedCrowd crowd, HonestGamer honest, AttackersProcess attackers) {
    this.plan = plan;
    this.crowd = crowd;
    this.honest = honest;
    this.attackers = attackers;
  }

  /** As the bar asks for. */
  public static void run() throws Exception {
    var _ = run(FloodPlan.full());
  }

  /**
   * Runs all phases and reports.
   *
   * @return of each phase, in their order
   */
  public static List<PhaseFigures> run(FloodPlan plan) throws Exception {
    var folder = Files.createTempDirectory("p2c2g-flood");
    try (var crowd = new GuardedCrowd(folder, plan.peers())) {
      var tokens = tokens(crowd, plan);
      var limit = CoordinatorConfig.defaults().limits().maxTasksPerSecondPerGamer();
      try (var honest = new HonestGamer(crowd.url(), crowd.access(), plan.framesPerSecond());
          var attackers = new AttackersProcess(crowd.port(), plan, limit, tokens)) {
        return new FloodBenchmark(plan, crowd, honest, attackers).phases();
      }
    } finally {
      delete(folder);
    }
  }

  private static List<String> tokens(GuardedCrowd crowd, FloodPlan plan) throws Exception {
    var tokens = new ArrayList<String>();
    tokens.add(crowd.gamerToken("greedy"));
    for (var n = 1; n <= plan.slowReaders(); n++) {
      tokens.add(crowd.gamerToken("slow_" + n));
    }
    Thread.sleep(KEYS_READ_MS);
    return tokens;
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<PhaseFigures> phases() throws Exception {
    var report = new FloodReport();
    warmUp();
    report.header();
    var figures = new ArrayList<PhaseFigures>();
    for (var phase : plan.phases()) {
      var next = figures(phase);
      report.row(next);
      figures.add(next);
    }
    report.write(figures);
    return figures;
  }

  /** Coordinators run for weeks: what is measured is not the compiler of its first minute. */
  private void warmUp() throws Exception {
    var length = Duration.ofSeconds(plan.warmUpSeconds());
    var _ = honest.play(length);
    for (var attack : AttackKind.values()) {
      attackers.start(attack);
    }
    var _ = honest.play(length);
    var _ = attackers.stop();
    var _ = honest.play(length);
  }

  private PhaseFigures figures(Phase phase) throws Exception {
    var before = crowd.counters().read();
    for (var attack : phase.attacks()) {
      attackers.start(attack);
    }
    var timesBefore = times();
    var played = honest.play(Duration.ofSeconds(plan.phaseSeconds()));
    var shares = shares(timesBefore, times());
    var refused = Counters.refused(before, crowd.counters().read());
    return new PhaseFigures(phase, played, refused, attackers.stop(), shares);
  }

  private Map<String, Duration> times() {
    return Map.of(
        "coordinator", crowd.coordinatorTime(),
        "peers", crowd.peersTime(),
        "attackers", attackers.processorTime());
  }

  private Map<String, Double> shares(Map<String, Duration> before, Map<String, Duration> after) {
    var shares = new TreeMap<String, Double>();
    after.forEach((who, time) -> {
      var used = time.minus(before.getOrDefault(who, Duration.ZERO));
      shares.put(who, used.toMillis() / 10.0 / plan.phaseSeconds());
    });
    return shares;
  }
}
