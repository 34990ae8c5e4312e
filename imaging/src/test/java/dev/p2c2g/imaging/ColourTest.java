package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pipeline does to colours: nothing at 1:1, and chroma stays where luma is. */
class ColourTest {
  private static final long BUDGET = 1 << 22;
  private final FramePipeline pipeline = new FramePipeline();

  @ParameterizedTest
  @EnumSource(Subsampling.class)
  void keepsEveryChannelAtOneToOne(Subsampling subsampling) throws IOException {
    Picture original = Picture.fromImage(RealFrameTest.frame().toImage(), subsampling);
    int width = original.width();
    int height = original.height();
    byte[] data = Codecs.jpeg().encode(original, 95);
    UpscaleJob same =
        new UpscaleJob(
            width,
            height,
            Optional.empty(),
            Upscalers.cubic(),
            ImageFormat.JPEG,
            95,
            BUDGET,
            () -> false);
    Picture back = Codecs.decode(pipeline.upscale(data, same).bytes(), BUDGET);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(meanDifference(original, back, shift)).as("channel %d", shift / 8).isLessThan(2);
    }
  }

  /** 2x, 1.5x and 3x, at samplings that share chroma, and do not. */
  @ParameterizedTest
  @CsvSource({
    "S420, 192, 96",
    "S420, 144, 72",
    "S420, 288, 144",
    "S422, 192, 96",
    "S422, 144, 72",
    "S422, 288, 144",
    "S444, 192, 96",
    "S444, 144, 72",
    "S444, 288, 144"
  })
  void keepsChromaInStepWithLuma(Subsampling subsampling, int width, int height) {
    for (boolean across : new boolean[] {true, false}) {
      Picture out =
          pipeline.upscaleForDisplay(edge(subsampling, across), width, height, Upscalers.cubic());
      double[] luma = slope(out.luma(), 1, across);
      int share = across ? out.subsampling().horizontal() : out.subsampling().vertical();
      double[] chroma = slope(out.cb(), share, across);
      assertThat(shift(luma, chroma)).as(across ? "along x" : "along y").isBetween(-0.1, 0.1);
    }
  }

  @Test
  void wouldSeeAShiftOfHalfAPixel() {
    double[] luma = new double[40];
    double[] chroma = new double[40];
    luma[20] = 1;
    chroma[20] = 0.5;
    chroma[21] = 0.5;
    assertThat(shift(luma, chroma)).isBetween(0.4, 0.6);
  }

  /** A bar in luma and in chroma at once, its edges between two chroma samples. */
  private static Picture edge(Subsampling subsampling, boolean across) {
    Picture picture = Picture.allocate(96, 48, subsampling);
    for (Plane plane : picture.planes()) {
      int length = across ? plane.width() : plane.height();
      for (int y = 0; y < plane.height(); y++) {
        for (int x = 0; x < plane.width(); x++) {
          boolean inside = 4 * (across ? x : y) >= length && 2 * (across ? x : y) < length;
          plane.samples()[plane.rowStart(y) + x] = (byte) (inside ? 150 : 110);
        }
      }
    }
    return picture;
  }

  /** How steeply the middle line rises at each luma pixel, shared samples spread over theirs. */
  private static double[] slope(Plane plane, int share, boolean across) {
    int length = share * (across ? plane.width() : plane.height());
    double[] slope = new double[length];
    for (int i = 1; i < length - 1; i++) {
      slope[i] = value(plane, i + 1, share, across) - value(plane, i - 1, share, across);
    }
    return slope;
  }

  private static double value(Plane plane, int at, int share, boolean across) {
    double place = (at + 0.5) / share - 0.5;
    int last = (across ? plane.width() : plane.height()) - 1;
    int before = Math.clamp((int) Math.floor(place), 0, last);
    int after = Math.min(before + 1, last);
    double part = Math.clamp(place - before, 0, 1);
    double left = across ? plane.sample(before, plane.height() / 2) : plane.sample(2, before);
    double right = across ? plane.sample(after, plane.height() / 2) : plane.sample(2, after);
    return left + part * (right - left);
  }

  /**
   * Where the cross-correlation peaks, between pixels by the parabola through three of its values.
   */
  private static double shift(double[] luma, double[] chroma) {
    int best = -4;
    for (int lag = -4; lag <= 4; lag++) {
      best = correlation(luma, chroma, lag) > correlation(luma, chroma, best) ? lag : best;
    }
    double before = correlation(luma, chroma, best - 1);
    double peak = correlation(luma, chroma, best);
    double after = correlation(luma, chroma, best + 1);
    return best + 0.5 * (before - after) / (before - 2 * peak + after);
  }

  private static double correlation(double[] luma, double[] chroma, int lag) {
    double sum = 0;
    for (int i = 6; i < luma.length - 6; i++) {
      sum += luma[i] * chroma[i + lag];
    }
    return sum;
  }

  private static double meanDifference(Picture a, Picture b, int shift) {
    int[] left = new int[a.width() * a.height()];
    int[] right = new int[left.length];
    a.toRgb(left);
    b.toRgb(right);
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs((left[i] >> shift & 0xff) - (right[i] >> shift & 0xff));
    }
    return sum / left.length;
  }
}
