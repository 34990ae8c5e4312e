package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every JPEG codec must do; one that this machine lacks is skipped with its reason. */
class JpegCodecTest {
  private static final long BUDGET = 1 << 22;

  static Stream<String> codecs() {
    return Codecs.jpegCodecs().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void bringsEverySubsamplingBack(String name) {
    JpegCodec codec = codec(name);
    for (Subsampling subsampling : Subsampling.values()) {
      for (int[] size : new int[][] {{64, 48}, {61, 47}, {1, 1}, {2, 3}, {17, 1}, {1, 33}}) {
        Picture picture = TestPictures.scene(size[0], size[1], subsampling, 5);
        Picture back = codec.decode(codec.encode(picture, 97), BUDGET);
        requireClose(picture, back, 38);
      }
    }
  }

  private static void requireClose(Picture picture, Picture back, double minPsnrDb) {
    assertThat(back.width()).isEqualTo(picture.width());
    assertThat(back.height()).isEqualTo(picture.height());
    if (picture.subsampling().hasChroma()) {
      assertThat(back.subsampling()).isEqualTo(picture.subsampling());
    }
    for (int i = 0; i < picture.planes().size(); i++) {
      // ImageIO goes through RGB and resamples chroma, which costs it a little there.
      double least = i == 0 ? minPsnrDb : minPsnrDb - 12;
      assertThat(Psnr.of(picture.planes().get(i), back.planes().get(i), 0))
          .as("plane %d of %s %dx%d", i, picture.subsampling(), picture.width(), picture.height())
          .isGreaterThan(least);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsWhatTheOthersWrite(String name) {
    JpegCodec codec = codec(name);
    Picture picture = TestPictures.scene(75, 52, Subsampling.S420, 9);
    for (String other : codecs().toList()) {
      Optional<JpegCodec> writer = TestCodecs.available(other);
      writer.ifPresent(w -> requireClose(picture, codec.decode(w.encode(picture, 97), BUDGET), 38));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void meansTheSameQualityAsTheOthers(String name) {
    JpegCodec codec = codec(name);
    Picture picture = TestPictures.scene(128, 96, Subsampling.S420, 11);
    JpegCodec reference = new ImageIoJpeg();
    for (int quality : new int[] {20, 50, 75, 90}) {
      byte[] expected = quantisationTable(reference.encode(picture, quality));
      assertThat(quantisationTable(codec.encode(picture, quality)))
          .as("quality %d", quality)
          .isEqualTo(expected);
    }
  }

  /** The first quantisation table but for its first entry, which FFmpeg holds at 8. */
  private static byte[] quantisationTable(byte[] jpeg) {
    int at =
        IntStream.range(0, jpeg.length - 70)
            .filter(i -> (jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xdb)
            .findFirst()
            .orElseThrow();
    return Arrays.copyOfRange(jpeg, at + 6, at + 69);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsProgressiveFilesOfEverySampling(String name) throws Exception {
    JpegCodec codec = codec(name);
    for (Subsampling subsampling : Subsampling.values()) {
      Picture picture = TestPictures.scene(71, 49, subsampling, 3);
      requireClose(picture, codec.decode(OddJpegs.progressive(picture), BUDGET), 30);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void bringsOtherSamplingsToFullSize(String name) throws Exception {
    JpegCodec codec = codec(name);
    Picture picture = TestPictures.scene(70, 50, Subsampling.S444, 3);
    for (int[] sampling : new int[][] {{1, 2}, {4, 1}}) {
      Picture back = codec.decode(OddJpegs.sampled(picture, sampling[0], sampling[1]), BUDGET);
      assertThat(back.subsampling()).isEqualTo(Subsampling.S444);
      assertThat(Psnr.of(picture.luma(), back.luma(), 0)).isGreaterThan(30);
      assertThat(Psnr.of(picture.cb(), back.cb(), 0)).isGreaterThan(20);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesBrokenFilesAndServesTheNext(String name) {
    JpegCodec codec = codec(name);
    Picture picture = TestPictures.scene(96, 64, Subsampling.S420, 5);
    byte[] good = codec.encode(picture, 90);
    for (int length : new int[] {0, 2, 3, 20, 200, good.length / 2, good.length - 2}) {
      assertThatThrownBy(() -> codec.decode(Arrays.copyOf(good, length), BUDGET))
          .as("cut to %d", length)
          .isInstanceOfSatisfying(
              ImagingException.class,
              e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.BROKEN));
      requireClose(picture, codec.decode(good, BUDGET), 25);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsFramesThatAreFilledUpWithZeros(String name) {
    JpegCodec codec = codec(name);
    Picture picture = TestPictures.scene(96, 64, Subsampling.S420, 5);
    byte[] good = codec.encode(picture, 90);
    for (int zeros : new int[] {1, 2, 7, 8, 500}) {
      requireClose(picture, codec.decode(OddJpegs.filledUp(good, new byte[zeros]), BUDGET), 30);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"turbojpeg", "imageio"})
  void refusesWhatADamagedScanLeavesOver(String name) {
    JpegCodec codec = codec(name);
    byte[] good = codec.encode(TestPictures.scene(96, 64, Subsampling.S420, 5), 90);
    byte[] leftOver = {12, 34, 56, 78, 90, 12, 34, 56, 78, 90, 0, 0};
    requireBroken(codec, OddJpegs.filledUp(good, leftOver));
    // half of the scan is gone, its end marker is not
    int kept = good.length - (good.length - OddJpegs.frameHeader(good)) / 2;
    requireBroken(codec, Arrays.copyOf(good, kept), (byte) 0xff, (byte) 0xd9);
  }

  private static void requireBroken(JpegCodec codec, byte[] start, byte... end) {
    byte[] data = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, data, start.length, end.length);
    assertThatThrownBy(() -> codec.decode(data, BUDGET))
        .isInstanceOfSatisfying(
            ImagingException.class,
            e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.BROKEN));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void survivesDamageAnywhere(String name) {
    JpegCodec codec = codec(name);
    byte[] good = codec.encode(TestPictures.scene(96, 64, Subsampling.S420, 5), 90);
    Random random = new Random(17);
    for (int run = 0; run < 400; run++) {
      byte[] damaged = good.clone();
      for (int i = 0; i < 1 + run % 4; i++) {
        damaged[random.nextInt(run < 200 ? 700 : good.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(codec.decode(damaged, 1 << 20).width()).isPositive();
      } catch (ImagingException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesMorePixelsThanAllowed(String name) {
    JpegCodec codec = codec(name);
    byte[] data = codec.encode(TestPictures.scene(100, 50, Subsampling.S420, 5), 90);
    assertThat(codec.decode(data, 5000).width()).isEqualTo(100);
    assertThatThrownBy(() -> codec.decode(data, 4999))
        .isInstanceOfSatisfying(
            ImagingException.class,
            e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.TOO_MANY_PIXELS));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesCmyk(String name) {
    byte[] data = codec(name).encode(TestPictures.scene(32, 32, Subsampling.S444, 5), 90);
    data[OddJpegs.frameHeader(data) + 9] = 4;
    assertThatThrownBy(() -> codec(name).decode(data, BUDGET)).hasMessageContaining("CMYK");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesAnImpossibleQuality(String name) {
    Picture picture = TestPictures.scene(8, 8, Subsampling.S444, 5);
    assertThatThrownBy(() -> codec(name).encode(picture, 0)).hasMessageContaining("1..100");
    assertThatThrownBy(() -> codec(name).encode(picture, 101)).hasMessageContaining("1..100");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void servesManyThreadsAtOnce(String name) throws Exception {
    JpegCodec codec = codec(name);
    try (var threads = Executors.newFixedThreadPool(6)) {
      Stream<Callable<Boolean>> work =
          IntStream.range(0, 60).mapToObj(i -> () -> roundTrip(codec, 20 + i, i));
      for (var done : threads.invokeAll(work.toList())) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private static boolean roundTrip(JpegCodec codec, int size, int seed) {
    Picture picture = TestPictures.scene(size, size + 3, Subsampling.S420, seed);
    requireClose(picture, codec.decode(codec.encode(picture, 97), BUDGET), 38);
    return true;
  }

  private static JpegCodec codec(String name) {
    Optional<JpegCodec> codec = TestCodecs.available(name);
    assumeThat(codec).as("%s on this machine", name).isPresent();
    return codec.orElseThrow();
  }
}
