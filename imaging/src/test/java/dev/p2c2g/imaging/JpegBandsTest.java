package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.p2c2g.bands.Band;
import dev.p2c2g.bands.JpegJoin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bands upscaled and encoded each on its own, and joined, are the unsplit picture to the pixel. */
class JpegBandsTest {
  private static final long BUDGET = 1 << 22;

  /** One of each family: the larger networks differ from the least in their weights alone. */
  private static final List<Upscaler> UPSCALERS =
      List.of(Upscalers.cubic(), Upscalers.learned(), Upscalers.network("xs"));

  static List<String> codecs() {
    return List.copyOf(Codecs.jpegCodecs().keySet());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void fullFramesByEveryAlgorithm(String name) throws Exception {
    JpegCodec codec = codec(name);
    byte[] frame = codec.encode(TestPictures.scene(960, 540, Subsampling.S420, 3), 90);
    for (Upscaler upscaler : UPSCALERS) {
      requireSame(codec, frame, job(1920, 1080, upscaler, Optional.empty()), 17);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void oddSizesAndRatiosOfEverySampling(String name) throws Exception {
    JpegCodec codec = codec(name);
    int[][] sizes = {{666, 374}, {500, 281}, {333, 187}, {334, 700}, {1001, 188}};
    for (Subsampling subsampling : Subsampling.values()) {
      byte[] frame = codec.encode(TestPictures.scene(333, 187, subsampling, 8), 93);
      for (int[] size : sizes) {
        for (Upscaler upscaler : UPSCALERS) {
          requireSame(codec, frame, job(size[0], size[1], upscaler, Optional.empty()), 4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void bandsOfOneGrain(String name) throws Exception {
    JpegCodec codec = codec(name);
    byte[] frame = codec.encode(TestPictures.noisy(90, 100, Subsampling.S420, 2), 93);
    for (Upscaler upscaler : UPSCALERS) {
      requireSame(codec, frame, job(180, 200, upscaler, Optional.empty()), 1);
    }
  }

  private static void requireSame(JpegCodec codec, byte[] frame, UpscaleJob whole, int bandGrains)
      throws Exception {
    FramePipeline pipeline = new FramePipeline(() -> codec);
    List<ByteBuffer> bands = new ArrayList<>();
    int grains = Band.grains(whole.outputHeight());
    for (int from = 0; from < grains; from += bandGrains) {
      int to = Math.min(grains, from + bandGrains);
      Band band = Band.ofGrains(whole.outputHeight(), from, to);
      Region region = new Region(0, band.y(), whole.outputWidth(), band.height());
      bands.add(ByteBuffer.wrap(pipeline.upscale(frame, part(whole, region)).bytes()));
    }
    Picture unsplit = codec.decode(pipeline.upscale(frame, whole).bytes(), BUDGET);
    Picture joined = codec.decode(JpegJoin.join(bands), BUDGET);
    assertThat(joined.subsampling()).isEqualTo(unsplit.subsampling());
    for (int i = 0; i < unsplit.planes().size(); i++) {
      assertThat(joined.planes().get(i).samples())
          .as(
              "plane %d of %dx%d %s by %s",
              i, unsplit.width(), unsplit.height(), unsplit.subsampling(), whole.luma().name())
          .isEqualTo(unsplit.planes().get(i).samples());
    }
  }

  private static UpscaleJob part(UpscaleJob whole, Region region) {
    return job(whole.outputWidth(), whole.outputHeight(), whole.luma(), Optional.of(region));
  }

  private static UpscaleJob job(int width, int height, Algorithm luma, Optional<Region> region) {
    return new UpscaleJob(width, height, region, luma, ImageFormat.JPEG, 85, BUDGET, () -> false);
  }

  private static JpegCodec codec(String name) {
    Optional<JpegCodec> codec = Optional.empty();
    try {
      codec = Optional.ofNullable(Codecs.jpegCodecs().get(name)).map(maker -> maker.get());
    } catch (UnsupportedOperationException | LinkageError notHere) {
      assumeThat(codec).as("%s on this machine: %s", name, notHere.getMessage()).isPresent();
    }
    return codec.orElseThrow();
  }
}
