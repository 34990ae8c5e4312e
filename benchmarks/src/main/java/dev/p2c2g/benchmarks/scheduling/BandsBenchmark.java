package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.protocol.Payload;
import java.util.Arrays;
import java.util.List;

/**
 * What sharing a frame is good for: four peers that need 80 ms for a frame each, with and without
 * bands.
 */
public final class BandsBenchmark {
  private static final TestPicture PICTURE = new TestPicture(960, 540);
  private static final int PEERS = 4;
  private static final double FRAME_MS = 80;
  private static final int FPS = 30;
  private static final long WARM_UP_MS = 10_000;
  private static final long MEASURED_MS = 30_000;
  private static final long MOST_PIXELS = 1 << 24;

  private BandsBenchmark() {}

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    var bars = new Bars("bands");
    var pictures = new Upscaled(PICTURE);
    var with = measure("", pictures);
    var without = measure("scheduling:\n  split_over_ms: 0\n", pictures);
    bars.below(
        "with bands, end to end p50", 40, "ms", Frame.endToEnd(with.frames()).micros(0.5) / 1e3);
    bars.atMost(
        "samples of the joined picture that differ from the unsplit",
        0,
        "",
        differing(with.picture(), without.picture()));
    bars.atMost(
        "frames lost",
        0,
        "",
        (double) Frame.countLost(with.frames()) + Frame.countLost(without.frames()));
    bars.note("with bands, end to end p99, ms", Frame.endToEnd(with.frames()).micros(0.99) / 1e3);
    bars.note(
        "without bands, end to end p50, ms", Frame.endToEnd(without.frames()).micros(0.5) / 1e3);
    bars.note(
        "without bands, end to end p99, ms", Frame.endToEnd(without.frames()).micros(0.99) / 1e3);
    bars.note("frames with bands", with.frames().size());
    bars.note(
        "the two pictures differ as files (1: yes)",
        with.picture().equals(without.picture()) ? 0 : 1);
    bars.finish();
  }

  /** What came of one coordinator, and one picture of it. */
  private record Run(List<Frame> frames, Payload picture) {}

  private static Run measure(String settings, Upscaled pictures) throws Exception {
    try (var coordinator = CoordinatorProcess.start(settings);
        var crowd = new TimedCrowd(coordinator.url());
        var stream = new FrameStream(coordinator.url(), PICTURE, FPS)) {
      var pace = Pace.byPixels(FRAME_MS, pictures.whole());
      for (var i = 0; i < PEERS; i++) {
        crowd.add(new TimedPeer("peer" + i, 1, List.of("region"), pictures, pace));
      }
      stream.run(WARM_UP_MS);
      var frames = stream.run(MEASURED_MS);
      return new Run(frames, stream.ask());
    }
  }

  private static int differing(Payload joined, Payload unsplit) {
    var one = Codecs.decode(joined.toByteArray(), MOST_PIXELS).planes();
    var other = Codecs.decode(unsplit.toByteArray(), MOST_PIXELS).planes();
    var differing = 0;
    for (var i = 0; i < one.size(); i++) {
      var left = one.get(i).samples();
      var right = other.get(i).samples();
      for (var at = Arrays.mismatch(left, right); at >= 0 && at < left.length; at++) {
        differing += left[at] == right[at] ? 0 : 1;
      }
    }
    return differing;
  }
}
