package dev.p2c2g.imaging;

import dev.p2c2g.imaging.network.NetworkKernels;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exercises the pipeline and measures its upscalers, each until it gets no quicker. Vector code is
 * very slow until it is compiled, which takes a second where the processor is free and longer where
 * it is busy; so this starts on small frames, and its bounds leave room.
 */
final class WarmUp {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;
  private static final long TUNE_NANOS = 8_000_000_000L;
  private static final long COMPILE_NANOS = 2_000_000_000L;
  private static final long MEASURE_NANOS = 200_000_000L;

  /** So many runs in a row that are not a fifth quicker than the best mean that all is compiled. */
  private static final int STEADY_RUNS = 120;

  private final FramePipeline pipeline;

  WarmUp(FramePipeline pipeline) {
    this.pipeline = pipeline;
  }

  Map<String, Double> run(List<Upscaler> upscalers) {
    Rows.tune(TUNE_NANOS);
    NetworkKernels.tune(TUNE_NANOS);
    LearnedDoubler.tune(TUNE_NANOS);
    Picture small = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);
    byte[] data = Codecs.encode(small, ImageFormat.JPEG, 90);
    int[] screen = new int[WIDTH * HEIGHT];
    bestNanos(COMPILE_NANOS, () -> pipeline.upscale(data, job(small, upscalers.getFirst())));
    bestNanos(MEASURE_NANOS, () -> small.toRgb(screen));
    Picture larger = SyntheticFrame.of(2 * WIDTH, 2 * HEIGHT, Subsampling.S420);
    byte[] largerData = Codecs.encode(larger, ImageFormat.JPEG, 90);
    Map<String, Double> msPerMegapixel = new LinkedHashMap<>();
    for (Upscaler upscaler : upscalers) {
      UpscaleJob job = job(larger, upscaler);
      long best = bestNanos(MEASURE_NANOS, () -> pipeline.upscale(largerData, job));
      double megapixels = job.outputWidth() * job.outputHeight() / 1e6;
      msPerMegapixel.put(upscaler.name(), best / 1e6 / megapixels);
    }
    return msPerMegapixel;
  }

  /**
   * The quickest run, of one at least, within the bound; in processor time, since another warm-up
   * or a game may have the processor too.
   */
  private static long bestNanos(long maxNanos, Runnable work) {
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    int steady = 0;
    do {
      long start = cpuNanos();
      work.run();
      long elapsed = cpuNanos() - start;
      steady = elapsed < 0.8 * best ? 0 : steady + 1;
      best = Math.min(best, elapsed);
    } while (steady < STEADY_RUNS && System.nanoTime() - begin < maxNanos);
    return best;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static UpscaleJob job(Picture in, Upscaler upscaler) {
    return new UpscaleJob(
        2 * in.width(),
        2 * in.height(),
        Optional.empty(),
        upscaler,
        ImageFormat.JPEG,
        90,
        4L * in.width() * in.height(),
        () -> false);
  }
}
