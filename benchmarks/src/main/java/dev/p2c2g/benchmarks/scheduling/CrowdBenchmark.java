package dev.p2c2g.benchmarks.scheduling;

/**
 * One coordinator with 1,000 peers on real WebSockets: what an idle one occupies there, and whether
 * heartbeats and 2,000 small tasks a second go through without an error.
 */
public final class CrowdBenchmark {
  private static final int PEERS = 1_000;
  private static final int PEERS_TO_WARM_UP = 200;
  private static final int TASKS_PER_SECOND = 2_000;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 30;
  private static final long SETTLE_MS = 3_000;
  private static final double BYTES_PER_KB = 1_000;
  private static final String SETTINGS =
      """
      coordinator:
        max_peers: 1000
      limits:
        max_tasks_per_second_per_gamer: 1000000
        max_in_flight_per_gamer: 100000
        max_queued_tasks: 100000
      """;

  private CrowdBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var bars = new Bars("crowd");
    try (var coordinator = CoordinatorProcess.start(SETTINGS);
        var tasks = new SmallTasks(coordinator.url())) {
      warmUp(coordinator, tasks);
      var before = Memory.of(coordinator.pid());
      try (var crowd = new EchoCrowd(coordinator.url())) {
        crowd.join(PEERS);
        Thread.sleep(SETTLE_MS);
        var idle = Memory.of(coordinator.pid());
        var outcome = tasks.run(TASKS_PER_SECOND, SECONDS);
        var after = Memory.of(coordinator.pid());
        bars.below("memory of an idle peer", 50, "KB", perPeerKb(before.bytes(), idle.bytes()));
        bars.atMost("failed tasks", 0, "", outcome.failed());
        bars.atMost("broken connections, unexpected messages", 0, "", crowd.troubles());
        bars.atMost(
            "rate short of 2,000 tasks/s",
            1,
            "%",
            100 - 100 * outcome.perSecond() / TASKS_PER_SECOND);
        bars.note("heap of an idle peer, KB", perPeerKb(before.heapBytes(), idle.heapBytes()));
        bars.note(
            "outside the heap for an idle peer, KB",
            perPeerKb(before.nativeBytes(), idle.nativeBytes()));
        bars.note("memory of a peer after work, KB", perPeerKb(before.bytes(), after.bytes()));
        bars.note("tasks", outcome.submitted());
        bars.note("end to end p50, ms", outcome.endToEnd().micros(0.5) / 1e3);
        bars.note("end to end p99, ms", outcome.endToEnd().micros(0.99) / 1e3);
        System.out.println("failures: " + outcome.failures());
        bars.finish();
      }
    }
  }

  /** Code that is compiled and loaded only once is no peer's. */
  private static void warmUp(CoordinatorProcess coordinator, SmallTasks tasks) throws Exception {
    try (var crowd = new EchoCrowd(coordinator.url())) {
      crowd.join(PEERS_TO_WARM_UP);
      var _ = tasks.run(TASKS_PER_SECOND, WARM_UP_SECONDS);
    }
    Thread.sleep(SETTLE_MS);
  }

  private static double perPeerKb(long before, long after) {
    return (after - before) / BYTES_PER_KB / PEERS;
  }
}
