package dev.p2c2g.imaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exercises the pipeline within a bounded time and measures its upscalers. */
final class WarmUp {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final long BUDGET_NANOS = 1_000_000_000L;
  private static final int MAX_RUNS = 60;

  private final FramePipeline pipeline;
  private final Picture frame = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);

  WarmUp(FramePipeline pipeline) {
    this.pipeline = pipeline;
  }

  Map<String, Double> run() {
    List<Upscaler> upscalers = Upscalers.all();
    long perUpscaler = BUDGET_NANOS / upscalers.size();
    byte[] data = Codecs.encode(frame, ImageFormat.JPEG, 90);
    Map<String, Double> msPerMegapixel = new LinkedHashMap<>();
    for (Upscaler upscaler : upscalers) {
      long end = System.nanoTime() + perUpscaler;
      for (int run = 0;
          run < MAX_RUNS / 2 && System.nanoTime() - end + perUpscaler / 2 < 0;
          run++) {
        pipeline.upscale(data, job(upscaler));
      }
      msPerMegapixel.put(upscaler.name(), best(upscaler, end) / (WIDTH * HEIGHT * 4 / 1e6));
    }
    return msPerMegapixel;
  }

  /** Milliseconds of the quickest run before {@code end}; always runs once. */
  private double best(Upscaler upscaler, long end) {
    Plane out = Plane.allocate(2 * WIDTH, 2 * HEIGHT);
    Mapping mapping = Mapping.whole(WIDTH, HEIGHT, out.width(), out.height());
    long best = Long.MAX_VALUE;
    for (int run = 0; run == 0 || (run < MAX_RUNS && System.nanoTime() - end < 0); run++) {
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
