package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.AxisMapping;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether it pays to upscale and encode a frame in stripes that stay in the cache, each a JPEG of
 * its own, instead of all rows by the one and then all by the other.
 */
public final class StripesBenchmark {
  private static final List<Integer> ROWS = List.of(SampleFrame.OUT_HEIGHT, 256, 128, 64);

  private StripesBenchmark() {}

  public static void run() throws Exception {
    System.out.println(Codecs.report());
    // vector loops are taken once they have won a race
    new FramePipeline().warmUp(Upscalers.all());
    System.out.println(FramePipeline.loops());
    for (Upscaler upscaler : List.of(Upscalers.cubic(), Upscalers.learned())) {
      List<Stripes> contenders = new ArrayList<>();
      for (int rows : ROWS) {
        contenders.add(new Stripes(SampleFrame.read().picture(), upscaler, rows));
      }
      Turns.of(contenders)
          .forEach(
              (name, times) -> System.out.printf(Locale.ROOT, "%s: %.2f ms%n", name, times[0]));
    }
  }

  /** Upscales and encodes so many rows at a time. */
  private record Stripes(Picture in, Upscaler upscaler, int rows, List<Plane> large)
      implements Turns.Contender {
    Stripes(Picture in, Upscaler upscaler, int rows) {
      this(in, upscaler, rows, planes(in, rows));
    }

    private static List<Plane> planes(Picture in, int rows) {
      return in.planes().stream()
          .map(plane ->
              Plane.allocate(
                  SampleFrame.SCALE * plane.width(),
                  rows * SampleFrame.SCALE * plane.height() / SampleFrame.OUT_HEIGHT))
          .toList();
    }

    @Override
    public String name() {
      return upscaler.name() + " in stripes of " + rows + " rows";
    }

    @Override
    public double[] block(Duration length) {
      return new double[] {Turns.timesOf(this::frame, length).cpuMs()};
    }

    private void frame() {
      JpegCodec codec = Codecs.jpeg();
      for (int y = 0; y < SampleFrame.OUT_HEIGHT; y += rows) {
        var _ = codec.encode(stripe(y), SampleFrame.JPEG_QUALITY);
      }
    }

    private Picture stripe(int top) {
      int height = Math.min(rows, SampleFrame.OUT_HEIGHT - top);
      List<Plane> stripe = new ArrayList<>();
      for (int i = 0; i < in.planes().size(); i++) {
        Plane plane = in.planes().get(i);
        int share = in.height() / plane.height();
        Plane out = large.get(i).view(new Region(0, 0, large.get(i).width(), height / share));
        // chroma is doubled with its siting kept
        Mapping mapping =
            new Mapping(
                AxisMapping.of(in.width(), SampleFrame.OUT_WIDTH, 0, share, share),
                AxisMapping.of(in.height(), SampleFrame.OUT_HEIGHT, top, share, share));
        (i == 0 ? upscaler : Upscalers.cubic()).upscale(plane, mapping, out);
        stripe.add(out);
      }
      return new Picture(in.subsampling(), stripe, Optional.empty());
    }
  }
}
