package dev.p2c2g.benchmarks.scheduling;

/**
 * What false suspicions cost: four real peer processes upscale 30 frames a second, one of them
 * behind a bad line.
 */
public final class StallsBenchmark {
  private static final TestPicture PICTURE = new TestPicture(640, 360);
  private static final int PEERS = 4;
  private static final int LANES = 2;
  private static final int FPS = 30;
  private static final long WARM_UP_MS = 6_000;
  private static final long MEASURED_MS = 60_000;
  private static final long SEED = 5;

  /** An attempt is a whole frame, which makes the extra work easy to count. */
  private static final String SETTINGS = "scheduling:\n  split_over_ms: 0\n";

  private StallsBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var bars = new Bars("stalls");
    try (var coordinator = CoordinatorProcess.start(SETTINGS);
        var line = new StallingProxy(coordinator.port(), SEED);
        var crowd = new Crowd(coordinator.url(), LANES);
        var stream = new FrameStream(coordinator.url(), PICTURE, FPS)) {
      crowd.add(line.url());
      crowd.fill(PEERS);
      stream.run(WARM_UP_MS);
      crowd.journal().clear();
      var frames = stream.run(MEASURED_MS);
      var endToEnd = Frame.endToEnd(frames);
      bars.atMost("extra work", 10, "%", Frame.extraWorkPercent(frames));
      bars.atMost("frames lost", 0, "", (double) Frame.countLost(frames));
      bars.below("end to end p99", 100, "ms", endToEnd.micros(0.99) / 1e3);
      bars.note("end to end p50, ms", endToEnd.micros(0.5) / 1e3);
      bars.note("frames", frames.size());
      bars.note("frames that the peer behind the bad line got", crowd.journal().countOf("peer1"));
      bars.finish();
    }
  }
}
