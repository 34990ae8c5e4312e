package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.benchmarks.scheduling.Bars;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A real frame of 960x540 to 1920x1080 on one thread, decoding and encoding included, against what
 * libturbojpeg alone takes to decode the same frame and to encode the same result.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PipelineBenchmark {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final int QUALITY = 90;
  private static final UpscaleJob JOB =
      new UpscaleJob(
          2 * WIDTH,
          2 * HEIGHT,
          Optional.empty(),
          Upscalers.learned(),
          ImageFormat.JPEG,
          QUALITY,
          4 * WIDTH * HEIGHT,
          () -> false);

  private final FramePipeline pipeline = new FramePipeline();
  private final byte[] data = frame();
  private final BareTurboJpeg small = new BareTurboJpeg(data, WIDTH, HEIGHT);
  private BareTurboJpeg large = small;

  @Setup
  public void warmUp() throws Throwable {
    pipeline.warmUp(Upscalers.all());
    System.out.println(FramePipeline.loops());
    large = new BareTurboJpeg(pipeline.upscale(data, JOB).bytes(), 2 * WIDTH, 2 * HEIGHT);
    large.decode();
  }

  @Benchmark
  public int decode() throws Throwable {
    return small.decode();
  }

  @Benchmark
  public int encode() throws Throwable {
    return large.encode(QUALITY);
  }

  @Benchmark
  public byte[] frameByTheLearnedFilter() {
    return pipeline.upscale(data, JOB).bytes();
  }

  private static byte[] frame() {
    try {
      return Files.readAllBytes(
          Path.of(System.getProperty("p2c2g.home", "."), "demo", "clip", "frame-010.jpg"));
    } catch (IOException e) {
      throw new IllegalStateException("the demo's clip is needed", e);
    }
  }

  /** Measures, prints the table and writes it to {@code p2c2g-out}. */
  public static void run() throws Exception {
    Bars bars = new Bars("pipeline");
    System.out.println(Codecs.report());
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PipelineBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    RunResult frame = result(results, "frameByTheLearnedFilter");
    double decodeMs = percentile(result(results, "decode"), 50);
    double encodeMs = percentile(result(results, "encode"), 50);
    bars.atMost(
        "frame by the learned filter, in the codec's own decode and encode, medians",
        1.25,
        "x",
        percentile(frame, 50) / (decodeMs + encodeMs));
    long bytes = new FramePipeline().upscale(frame(), JOB).bytes().length;
    double allocated =
        Objects.requireNonNull(frame.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
    bars.below("allocated for a frame beyond its result", 64, "KB", (allocated - bytes) / 1024);
    bars.note("the same ratio, of the quickest tenths", quickest(results));
    bars.note("libturbojpeg's decode, p50, ms", decodeMs);
    bars.note("libturbojpeg's encode, p50, ms", encodeMs);
    bars.note("frame by the learned filter, p50, ms", percentile(frame, 50));
    bars.finish();
  }

  /** Where other programs share the processor, medians tell of them too. */
  private static double quickest(Collection<RunResult> results) {
    return percentile(result(results, "frameByTheLearnedFilter"), 10)
        / (percentile(result(results, "decode"), 10) + percentile(result(results, "encode"), 10));
  }

  private static RunResult result(Collection<RunResult> results, String method) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .findFirst()
        .orElseThrow();
  }

  private static double percentile(RunResult result, double percent) {
    return result.getPrimaryResult().getStatistics().getPercentile(percent);
  }
}
