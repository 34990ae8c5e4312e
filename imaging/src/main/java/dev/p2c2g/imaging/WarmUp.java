package dev.p2c2g.imaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Exercises the pipeline within a bounded time and measures its upscalers. */
final class WarmUp {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final double OUTPUT_MEGAPIXELS = 4 * WIDTH * HEIGHT / 1e6;
  private static final long COMPILE_NANOS = 700_000_000L;
  private static final long MEASURE_NANOS = 50_000_000L;
  private static final int MAX_RUNS = 100;

  private final FramePipeline pipeline;
  private final Picture frame = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);

  WarmUp(FramePipeline pipeline) {
    this.pipeline = pipeline;
  }

  Map<String, Double> run() {
    long start = System.nanoTime();
    byte[] data = Codecs.encode(frame, ImageFormat.JPEG, 90);
    for (int run = 0; run < MAX_RUNS && System.nanoTime() - start < COMPILE_NANOS; run++) {
      Upscalers.all().forEach(upscaler -> pipeline.upscale(data, job(upscaler)));
    }
    Map<String, Double> msPerMegapixel = new LinkedHashMap<>();
    Upscalers.all().forEach(u -> msPerMegapixel.put(u.name(), bestMs(u) / OUTPUT_MEGAPIXELS));
    return msPerMegapixel;
  }

  /** Milliseconds of the quickest of a few runs. */
  private double bestMs(Upscaler upscaler) {
    Plane out = Plane.allocate(2 * WIDTH, 2 * HEIGHT);
    Mapping mapping = Mapping.whole(WIDTH, HEIGHT, out.width(), out.height());
    long best = Long.MAX_VALUE;
    long begin = System.nanoTime();
    for (int run = 0; run == 0 || System.nanoTime() - begin < MEASURE_NANOS; run++) {
      long start = System.nanoTime();
      upscaler.upscale(frame.luma(), mapping, out);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e6;
  }

  private static UpscaleJob job(Upscaler upscaler) {
    return new UpscaleJob(
        2 * WIDTH,
        2 * HEIGHT,
        Optional.empty(),
        upscaler,
        ImageFormat.JPEG,
        90,
        4L * WIDTH * HEIGHT,
        () -> false);
  }
}
