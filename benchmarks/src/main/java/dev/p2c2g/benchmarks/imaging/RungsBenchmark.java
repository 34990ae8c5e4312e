package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.cli.quality.CompiledLoops;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Psnr;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.swscale;
import org.opencv.imgproc.Imgproc;

/**
 * Luma of one real frame, 960x540 to 1920x1080, by every upscaler of ours and by what one would use
 * instead; then its JPEG decoded and the large one encoded. One thread, all in turns; times are
 * medians of its processor time.
 */
public final class RungsBenchmark {
  /** Less than this against the cubic is another picture: then it is measured wrongly. */
  private static final double MIN_LIKENESS_DB = 25;

  private RungsBenchmark() {}

  /** Measures, prints the tables and writes them to {@code p2c2g-out/}. */
  public static void run() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    SampleFrame frame = SampleFrame.read();
    Plane luma = frame.picture().luma();
    System.out.println("choosing and compiling our loops");
    String loops = CompiledLoops.await();
    List<Resizer> ours =
        Upscalers.all().stream().<Resizer>map(rung -> new RungResizer(rung, luma)).toList();
    List<Resizer> others = others(luma);
    requireLike(others, ours.getFirst());
    Map<String, double[]> resized =
        Turns.of(Stream.concat(ours.stream(), others.stream()).map(ResizerContender::new).toList());
    RungsReport report =
        new RungsReport(names(ours), names(others), resized, codecs(), loops, load);
    report.print();
    report.write();
  }

  private static List<Resizer> others(Plane luma) {
    return List.of(
        new SwscaleResizer("swscale bicubic", swscale.SWS_BICUBIC, luma),
        new SwscaleResizer("swscale lanczos", swscale.SWS_LANCZOS, luma),
        new OpenCvResizer("OpenCV cubic", Imgproc.INTER_CUBIC, luma),
        new OpenCvResizer("OpenCV Lanczos4", Imgproc.INTER_LANCZOS4, luma),
        new AwtResizer(luma));
  }

  private static void requireLike(List<Resizer> others, Resizer cubic) {
    cubic.run();
    for (Resizer other : others) {
      other.run();
      double likeness = Psnr.of(cubic.output(), other.output(), 16);
      if (likeness < MIN_LIKENESS_DB) {
        throw new IllegalStateException(
            "%s gives another picture: %.1f dB against %s"
                .formatted(other.name(), likeness, cubic.name()));
      }
    }
  }

  private static Map<String, double[]> codecs() throws Exception {
    List<CodecChild> children = new ArrayList<>();
    try {
      start(children, "turbojpeg", "TurboJPEG (ours, planes)");
      start(children, "ffmpeg", "FFmpeg mjpeg (ours, planes)");
      start(children, "imageio", "ImageIO (ours, planes)");
      start(children, Codec.OPENCV, "OpenCV (BGR)");
      return Turns.of(children);
    } finally {
      children.forEach(CodecChild::close);
    }
  }

  private static void start(List<CodecChild> children, String codec, String label)
      throws IOException {
    CodecChild.start(codec, label).ifPresent(children::add);
  }

  private static List<String> names(List<Resizer> resizers) {
    return resizers.stream().map(Resizer::name).toList();
  }
}
