package dev.p2c2g.benchmarks.security;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.IsolatedJpeg;
import dev.p2c2g.imaging.JpegCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Decoding a frame in this process and in one of its own, taking turns. */
public final class IsolationBenchmark {
  private static final long MAX_PIXELS = 33_177_600;
  private static final int ROUNDS = 6;
  private static final int FRAMES = 200;

  private IsolationBenchmark() {}

  public static void run() throws Exception {
    var clip = Path.of(System.getProperty("p2c2g.home", "."), "demo", "clip");
    var jpeg = Files.readAllBytes(clip.resolve("frame-000.jpg"));
    var here = Codecs.jpeg();
    try (var apart = IsolatedJpeg.start(here, MAX_PIXELS)) {
      for (var pauseMs : new int[] {0, 5}) {
        var hereMs = new double[ROUNDS * FRAMES];
        var apartMs = new double[ROUNDS * FRAMES];
        for (var round = -1; round < ROUNDS; round++) {
          // the first round of each is the compiler's
          var at = Math.max(0, round) * FRAMES;
          decode(here, jpeg, pauseMs, hereMs, at);
          decode(apart, jpeg, pauseMs, apartMs, at);
        }
        System.out.printf(
            Locale.ROOT,
            "960x540, %d ms between frames: here p50 %.2f p99 %.2f ms, apart p50 %.2f p99 %.2f ms%n",
            pauseMs,
            quantile(hereMs, 0.5),
            quantile(hereMs, 0.99),
            quantile(apartMs, 0.5),
            quantile(apartMs, 0.99));
      }
    }
  }

  private static void decode(JpegCodec codec, byte[] jpeg, int pauseMs, double[] ms, int at)
      throws InterruptedException {
    for (var i = 0; i < FRAMES; i++) {
      var startNanos = System.nanoTime();
      var _ = codec.decode(jpeg, MAX_PIXELS);
      ms[at + i] = (System.nanoTime() - startNanos) / 1e6;
      Thread.sleep(pauseMs);
    }
  }

  private static double quantile(double[] values, double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }
}
