package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FramePipelineTest {
  private static final long BUDGET = 1 << 22;
  private final FramePipeline pipeline = new FramePipeline();

  private static UpscaleJob job(int width, int height, ImageFormat format) {
    return job(width, height, format, Optional.empty(), () -> false);
  }

  private static UpscaleJob job(
      int width, int height, ImageFormat format, Optional<Region> region, BooleanSupplier cancel) {
    return new UpscaleJob(width, height, region, Upscalers.learned(), format, 95, BUDGET, cancel);
  }

  private static byte[] jpeg(int width, int height, Subsampling subsampling) {
    return Codecs.jpeg().encode(TestPictures.scene(width, height, subsampling, 4), 95);
  }

  @Test
  void upscalesAJpegToItsOwnWidthAndHeight() {
    UpscaledFrame frame =
        pipeline.upscale(jpeg(61, 43, Subsampling.S420), job(140, 90, ImageFormat.JPEG));

    Picture result = Codecs.decode(frame.bytes(), BUDGET);
    assertThat(result.width()).isEqualTo(140).isEqualTo(frame.width());
    assertThat(result.height()).isEqualTo(90).isEqualTo(frame.height());
    assertThat(frame.algorithm()).isEqualTo("learned");
    assertThat(ImageFormat.sniff(frame.bytes())).isEqualTo(ImageFormat.JPEG);
  }

  @Test
  void writesPngWhereAsked() {
    UpscaledFrame frame =
        pipeline.upscale(jpeg(40, 30, Subsampling.S422), job(80, 60, ImageFormat.PNG));
    assertThat(ImageFormat.sniff(frame.bytes())).isEqualTo(ImageFormat.PNG);
    assertThat(Codecs.decode(frame.bytes(), BUDGET).width()).isEqualTo(80);
  }

  @Test
  void keepsGreyGrey() {
    UpscaledFrame frame =
        pipeline.upscale(jpeg(40, 30, Subsampling.GREY), job(80, 60, ImageFormat.PNG));
    assertThat(Codecs.decode(frame.bytes(), BUDGET).subsampling()).isEqualTo(Subsampling.GREY);
  }

  @Test
  void keepsAlphaInPng() {
    Picture in =
        TestPictures.scene(30, 20, Subsampling.S444, 1).withAlpha(TestPictures.scene(30, 20, 2));
    byte[] png = Codecs.encode(in, ImageFormat.PNG, 90);

    Picture same =
        Codecs.decode(pipeline.upscale(png, job(30, 20, ImageFormat.PNG)).bytes(), BUDGET);
    Picture larger =
        Codecs.decode(pipeline.upscale(png, job(60, 50, ImageFormat.PNG)).bytes(), BUDGET);

    assertThat(same.alpha().orElseThrow().samples()).isEqualTo(in.alpha().orElseThrow().samples());
    assertThat(larger.alpha().orElseThrow().width()).isEqualTo(60);
  }

  @Test
  void makesARegionEqualToTheCropOfTheWhole() {
    byte[] data = jpeg(64, 48, Subsampling.S420);
    Region region = new Region(33, 17, 51, 40);
    Picture whole =
        Codecs.decode(pipeline.upscale(data, job(128, 96, ImageFormat.PNG)).bytes(), BUDGET);
    UpscaleJob partJob = job(128, 96, ImageFormat.PNG, Optional.of(region), () -> false);
    UpscaledFrame part = pipeline.upscale(data, partJob);

    Picture picture = Codecs.decode(part.bytes(), BUDGET);
    assertThat(part.width()).isEqualTo(51);
    for (int i = 0; i < 3; i++) {
      Plane expected = whole.planes().get(i).view(region);
      assertThat(TestPictures.greatestDifference(picture.planes().get(i), expected)).isZero();
    }
  }

  @Test
  void keepsChromaInPlace() {
    // A vertical colour edge in the middle must stay there, whatever the sampling on the way.
    for (Subsampling subsampling : Subsampling.values()) {
      if (!subsampling.hasChroma()) {
        continue;
      }
      Picture in = Picture.allocate(64, 32, subsampling);
      in.luma().copyFrom(Plane.filled(64, 32, 128));
      for (int i = 1; i < 3; i++) {
        Plane plane = in.planes().get(i);
        for (int j = 0; j < plane.samples().length; j++) {
          plane.samples()[j] = (byte) (j % plane.width() < plane.width() / 2 ? 90 : 160);
        }
      }
      Picture out = pipeline.upscaleForDisplay(in, 160, 64, Upscalers.cubic());
      int scale = subsampling.horizontal();
      for (int x = 0; x < out.cb().width(); x++) {
        int mirrored = out.cb().sample(out.cb().width() - 1 - x, 5);
        assertThat(out.cb().sample(x, 5) + mirrored).as("scale %d", scale).isBetween(249, 251);
      }
    }
  }

  @Test
  void refusesRatiosRegionsAndSizesOutOfRange() {
    byte[] data = jpeg(40, 30, Subsampling.S420);
    requireRefused(data, job(39, 30, ImageFormat.JPEG), ImagingException.Kind.BAD_REQUEST);
    requireRefused(data, job(161, 30, ImageFormat.JPEG), ImagingException.Kind.BAD_REQUEST);
    Optional<Region> outside = Optional.of(new Region(70, 0, 11, 5));
    requireRefused(
        data,
        job(80, 60, ImageFormat.JPEG, outside, () -> false),
        ImagingException.Kind.BAD_REQUEST);
    requireRefused(
        data, job(60_000, 60_000, ImageFormat.JPEG), ImagingException.Kind.TOO_MANY_PIXELS);
    requireRefused(new byte[0], job(80, 60, ImageFormat.JPEG), ImagingException.Kind.BROKEN);
  }

  private void requireRefused(byte[] data, UpscaleJob job, ImagingException.Kind kind) {
    assertThatThrownBy(() -> pipeline.upscale(data, job))
        .isInstanceOfSatisfying(ImagingException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void stopsWhereverItIsCancelled() {
    byte[] data = jpeg(200, 200, Subsampling.S420);
    AtomicInteger asked = new AtomicInteger();
    pipeline.upscale(
        data, job(800, 800, ImageFormat.JPEG, Optional.empty(), () -> asked.incrementAndGet() < 0));
    // luma and two planes of half its height, a look for every 16 rows of each
    assertThat(asked.get()).isGreaterThanOrEqualTo(800 / 16 + 2 * 400 / 16);
    for (int stop = 1; stop <= asked.get(); stop++) {
      AtomicInteger left = new AtomicInteger(stop);
      BooleanSupplier cancel = () -> left.decrementAndGet() <= 0;
      assertThatThrownBy(() ->
              pipeline.upscale(data, job(800, 800, ImageFormat.JPEG, Optional.empty(), cancel)))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void warmsUpAndMeasuresEveryUpscaler() {
    assertThat(pipeline.warmUp(Upscalers.all()).keySet())
        .containsExactlyElementsOf(Upscalers.all().stream().map(Upscaler::name).toList());
    assertThat(pipeline.warmUp(List.of(Upscalers.cubic())).values()).allMatch(ms -> ms > 0);
  }
}
