package dev.p2c2g.benchmarks.scheduling;

import java.util.List;

/**
 * What false suspicions cost, with one of four peers behind a bad line: once real peer processes
 * upscale 30 frames a second, once peers that only wait have so much to do that the three others
 * are not enough.
 */
public final class StallsBenchmark {
  private static final TestPicture PICTURE = new TestPicture(640, 360);
  private static final int PEERS = 4;
  private static final int LANES = 2;
  private static final int FPS = 30;
  private static final long WARM_UP_MS = 6_000;
  private static final long MEASURED_MS = 60_000;
  private static final long SEED = 5;

  /** Three peers of two lanes would do 100 frames a second. */
  private static final double TASK_MS = 60;

  private static final int FRAMES_AT_ONCE = 4;
  private static final int BUSY_FPS = 27;

  /** An attempt is a whole frame, which makes the extra work easy to count. */
  private static final String SETTINGS =
      """
      scheduling:
        split_over_ms: 0
      limits:
        max_tasks_per_second_per_gamer: 1000
        max_in_flight_per_gamer: 1000
      """;

  private StallsBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var bars = new Bars("stalls");
    upscaling(bars);
    busy(bars);
    bars.finish();
  }

  private static void upscaling(Bars bars) throws Exception {
    try (var coordinator = CoordinatorProcess.start(SETTINGS);
        var line = new StallingProxy(coordinator.port(), SEED);
        var crowd = new Crowd(coordinator.url(), LANES);
        var stream = new FrameStream(coordinator.url(), PICTURE, FPS)) {
      crowd.add(line.url());
      crowd.fill(PEERS);
      stream.run(WARM_UP_MS);
      crowd.journal().clear();
      report(bars, "upscaling", stream.run(MEASURED_MS));
      bars.note(
          "upscaling: frames that the peer behind the bad line got",
          crowd.journal().countOf("peer1"));
    }
  }

  private static void busy(Bars bars) throws Exception {
    try (var coordinator = CoordinatorProcess.start(SETTINGS);
        var line = new StallingProxy(coordinator.port(), SEED);
        var behindTheLine = new TimedCrowd(line.url());
        var others = new TimedCrowd(coordinator.url());
        var stream = new FrameStream(coordinator.url(), PICTURE, BUSY_FPS, FRAMES_AT_ONCE)) {
      var pictures = new Upscaled(PICTURE);
      var pace = Pace.byPixels(TASK_MS, pictures.whole());
      var stalled = new TimedPeer("peer1", LANES, List.of(), pictures, pace);
      behindTheLine.add(stalled);
      for (var i = 2; i <= PEERS; i++) {
        others.add(new TimedPeer("peer" + i, LANES, List.of(), pictures, pace));
      }
      stream.run(WARM_UP_MS);
      var before = stalled.begun();
      report(bars, "busy", stream.run(MEASURED_MS));
      bars.note("busy: frames that the peer behind the bad line got", stalled.begun() - before);
    }
  }

  private static void report(Bars bars, String crowd, List<Frame> frames) {
    var endToEnd = Frame.endToEnd(frames);
    bars.atMost(crowd + ": extra work", 10, "%", Frame.extraWorkPercent(frames));
    bars.atMost(crowd + ": frames lost", 0, "", (double) Frame.countLost(frames));
    bars.note(crowd + ": end to end p50, ms", endToEnd.micros(0.5) / 1e3);
    bars.note(crowd + ": end to end p99, ms", endToEnd.micros(0.99) / 1e3);
    bars.note(crowd + ": frames", frames.size());
  }
}
