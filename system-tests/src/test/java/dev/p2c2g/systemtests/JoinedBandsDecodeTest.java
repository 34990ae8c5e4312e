package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.bands.Band;
import dev.p2c2g.bands.JpegJoin;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscalers;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A frame upscaled in bands and joined, beside the same frame upscaled at once, to decoders that
 * know nothing of bands. They differ from each other by rounding, so each is asked for both.
 */
@Timeout(120)
class JoinedBandsDecodeTest {
  private static final long BUDGET = 1 << 22;

  @TempDir private Path folder;

  @SuppressWarnings("ArrayRecordComponent") // carried from one method to the next, never compared
  private record Both(byte[] joined, byte[] unsplit) {}

  @ParameterizedTest
  @CsvSource({
    "S420, 640, 360, 1280, 720, 12", "S420, 333, 187, 666, 374, 2", "S420, 300, 200, 450, 300, 1",
    "S444, 301, 199, 451, 299, 3", "S422, 200, 120, 333, 200, 4", "GREY, 210, 100, 420, 200, 1",
  })
  void everyDecoderShowsTheUnsplitPicture(
      Subsampling sampling, int width, int height, int outWidth, int outHeight, int bandGrains)
      throws Exception {
    var browser = Browser.required();
    var both = both(frame(sampling, width, height), outWidth, outHeight, bandGrains);

    assertThat(pixels(Pictures.decoded(both.joined)))
        .isEqualTo(pixels(Pictures.decoded(both.unsplit)));
    requireSamePlanes(turbo().decode(both.joined, BUDGET), turbo().decode(both.unsplit, BUDGET));
    assertThat(verdict(browser, both))
        .isEqualTo("%dx%d differ 0 far 0".formatted(outWidth, outHeight));
  }

  @Test
  void aBrowserTellsAnotherPicture() throws Exception {
    var browser = Browser.required();
    var both = both(frame(Subsampling.S420, 200, 100), 400, 200, 3);
    var other = both(frame(Subsampling.S444, 200, 100), 400, 200, 3);
    assertThat(verdict(browser, new Both(other.joined, both.unsplit)))
        .matches("400x200 differ [1-9]\\d* far 0");
  }

  private String verdict(Path browser, Both both) throws Exception {
    var exact =
        Codecs.encode(Picture.fromImage(Pictures.decoded(both.unsplit)), ImageFormat.PNG, 100);
    var page =
        page()
            .replace("JOINED", base64(both.joined))
            .replace("UNSPLIT", base64(both.unsplit))
            .replace("EXACT", base64(exact));
    var shown = Browser.shown(browser, page, folder);
    var from = shown.indexOf("<p id=\"verdict\">") + "<p id=\"verdict\">".length();
    return shown.substring(from, shown.indexOf("</p>", from));
  }

  private static String page() throws IOException {
    try (var in = JoinedBandsDecodeTest.class.getResourceAsStream("/joined-bands.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] frame(Subsampling sampling, int width, int height) throws Exception {
    var image = Pictures.decoded(Pictures.png(width, height));
    var picture = Picture.fromImage(image, sampling);
    return Codecs.encode(grey(picture, sampling), ImageFormat.JPEG, 92);
  }

  private static Picture grey(Picture picture, Subsampling sampling) {
    return sampling.hasChroma()
        ? picture
        : new Picture(sampling, List.of(picture.luma()), Optional.empty());
  }

  private static Both both(byte[] frame, int width, int height, int bandGrains) throws Exception {
    List<ByteBuffer> bands = new ArrayList<>();
    for (var from = 0; from < Band.grains(height); from += bandGrains) {
      var to = Math.min(from + bandGrains, Band.grains(height));
      var band = Band.ofGrains(height, from, to);
      var region = new Region(0, band.y(), width, band.height());
      bands.add(ByteBuffer.wrap(upscaled(frame, width, height, Optional.of(region))));
    }
    var joined = JpegJoin.join(bands);
    return new Both(joined, upscaled(frame, width, height, Optional.empty()));
  }

  private static byte[] upscaled(byte[] frame, int width, int height, Optional<Region> region) {
    var luma = Upscalers.network("s");
    var job =
        new UpscaleJob(width, height, region, luma, ImageFormat.JPEG, 90, BUDGET, () -> false);
    return new FramePipeline().upscale(frame, job).bytes();
  }

  private static JpegCodec turbo() {
    return Outside.require(
        Optional.of(Codecs.jpeg()).filter(codec -> codec.name().equals("turbojpeg")),
        "no libturbojpeg; install it (Debian: libturbojpeg0)");
  }

  private static void requireSamePlanes(Picture joined, Picture unsplit) {
    for (var i = 0; i < unsplit.planes().size(); i++) {
      assertThat(joined.planes().get(i).samples()).isEqualTo(unsplit.planes().get(i).samples());
    }
  }

  private static int[] pixels(BufferedImage image) {
    var pixels = new int[image.getWidth() * image.getHeight()];
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, image.getWidth());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
