package dev.p2c2g.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.ImagingException;
import dev.p2c2g.imaging.JpegCodec;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.PictureAllocator;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.UpscaleJob;
import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameJudgeTest {
  private static final long MOST_PIXELS = 1L << 24;
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final Region WHOLE = Region.whole(WIDTH, HEIGHT);
  private static final FramePipeline PIPELINE = new FramePipeline();
  private static final byte[] FRAME = frame(60);

  private final FrameJudge judge =
      new FrameJudge(
          Codecs.jpeg(),
          Codecs.others(Codecs.jpeg().name()).getFirst(),
          MOST_PIXELS,
          new Random(3));

  static Stream<Upscaler> algorithms() {
    return Upscalers.all().stream();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void believesEveryAlgorithmOfOurs(Upscaler algorithm) {
    var result = made(FRAME, algorithm, WHOLE, 90);
    assertThat(judge.judge(claim(FRAME, WHOLE, 90, algorithm.name(), result)))
        .isEqualTo(new Finding.Honest());
    assertThat(judge.judge(claim(FRAME, WHOLE, 90, "one-of-theirs", result)))
        .isEqualTo(new Finding.Honest());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 75, 100})
  void believesWhatWasToLoseMoreOrLess(int quality) {
    var result = made(FRAME, Upscalers.network("s"), WHOLE, quality);
    assertThat(judge.judge(claim(FRAME, WHOLE, quality, "s", result)))
        .isEqualTo(new Finding.Honest());
  }

  @Test
  void believesABandAndAPictureWithoutLoss() {
    var band = new Region(0, 320, WIDTH, 96);
    var s = Upscalers.network("s");
    assertThat(judge.judge(claim(FRAME, band, 90, "s", made(FRAME, s, band, 90))))
        .isEqualTo(new Finding.Honest());
    var png =
        new UpscaleJob(
            720, 405, Optional.empty(), s, ImageFormat.PNG, 90, MOST_PIXELS, () -> false);
    var claim =
        new FrameClaim(
            ByteBuffer.wrap(FRAME),
            720,
            405,
            Region.whole(720, 405),
            ImageFormat.PNG,
            90,
            Optional.of("s"),
            "s",
            ByteBuffer.wrap(PIPELINE.upscale(FRAME, png).bytes()));
    assertThat(judge.judge(claim)).isEqualTo(new Finding.Honest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "one-of-theirs"})
  void findsABlackFrame(String named) {
    var black = encoded(Picture.allocate(WIDTH, HEIGHT, Subsampling.GREY));
    assertLie(Fault.BLANK, claim(FRAME, WHOLE, 90, named, black));
  }

  @ParameterizedTest
  @CsvSource({"s, 59", "one-of-theirs, 59", "s, 0", "one-of-theirs, 0"})
  void findsTheFrameBeforeAndOneOfElsewhere(String named, int index) {
    var other = made(frame(index), Upscalers.network("s"), WHOLE, 90);
    assertLie(Fault.ANOTHER_PICTURE, claim(FRAME, WHOLE, 90, named, other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xs", "s", "m", "l"})
  void findsTheCubicPassedOffAsANetwork(String named) {
    var cubic = made(FRAME, Upscalers.cubic(), WHOLE, 90);
    assertLie(Fault.ANOTHER_ALGORITHM, claim(FRAME, WHOLE, 90, named, cubic));
  }

  @Test
  void findsAnAlgorithmThatWasNotOrdered() {
    var cubic = made(FRAME, Upscalers.cubic(), WHOLE, 90);
    var honest = claim(FRAME, WHOLE, 90, "cubic", cubic);
    var ordered =
        new FrameClaim(
            honest.input(),
            WIDTH,
            HEIGHT,
            WHOLE,
            ImageFormat.JPEG,
            90,
            Optional.of("l"),
            "cubic",
            honest.result());
    assertThat(judge.judge(honest)).isEqualTo(new Finding.Honest());
    assertLie(Fault.ANOTHER_ALGORITHM, ordered);
  }

  @Test
  void findsWhatNobodyCanDecode() {
    var broken = made(FRAME, Upscalers.cubic(), WHOLE, 90);
    // the first table of the file: without it there is no picture
    for (int i = 2; i < 200; i++) {
      broken[i] = 0;
    }
    assertLie(Fault.UNREADABLE, claim(FRAME, WHOLE, 90, "cubic", broken));
  }

  @Test
  void findsAPictureOfAnotherSize() {
    var small = encoded(Picture.allocate(WIDTH / 2, HEIGHT, Subsampling.GREY));
    assertLie(Fault.UNREADABLE, claim(FRAME, WHOLE, 90, "cubic", small));
  }

  @Test
  void callsNobodyALiarWhereAnotherDecoderReadsTheInputOtherwise() {
    var seenByThePeer = frame(59);
    var result = made(seenByThePeer, Upscalers.cubic(), WHOLE, 90);
    var claim = claim(FRAME, WHOLE, 90, "cubic", result);
    assertLie(Fault.ANOTHER_PICTURE, claim);
    // a damaged file is another picture to every decoder; this one sees what the peer saw
    assertThat(secondReader(_ -> Codecs.jpeg().decode(seenByThePeer, MOST_PIXELS)).judge(claim))
        .isInstanceOf(Finding.Unclear.class);
    var refusing =
        secondReader(_ -> {
          throw new ImagingException(ImagingException.Kind.BROKEN, "damaged");
        });
    assertThat(refusing.judge(claim)).isInstanceOf(Finding.Unclear.class);
  }

  private static FrameJudge secondReader(Function<byte[], Picture> decode) {
    JpegCodec second =
        new JpegCodec() {
          @Override
          public String name() {
            return "second";
          }

          @Override
          public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
            return decode.apply(data);
          }

          @Override
          public byte[] encode(Picture picture, int quality) {
            throw new AssertionError("only reads");
          }
        };
    return new FrameJudge(Codecs.jpeg(), second, MOST_PIXELS, new Random(3));
  }

  @Test
  void blamesNobodyForAnInputThatCannotBeRead() {
    var result = made(FRAME, Upscalers.cubic(), WHOLE, 90);
    assertThat(judge.judge(claim(new byte[] {1, 2, 3}, WHOLE, 90, "cubic", result)))
        .isInstanceOf(Finding.Unclear.class);
  }

  private void assertLie(Fault fault, FrameClaim claim) {
    assertThat(judge.judge(claim))
        .isInstanceOfSatisfying(
            Finding.Lie.class, lie -> assertThat(lie.fault()).as(lie.evidence()).isEqualTo(fault));
  }

  private static FrameClaim claim(
      byte[] input, Region part, int quality, String named, byte[] result) {
    return new FrameClaim(
        ByteBuffer.wrap(input),
        WIDTH,
        HEIGHT,
        part,
        ImageFormat.JPEG,
        quality,
        Optional.empty(),
        named,
        ByteBuffer.wrap(result));
  }

  private static byte[] made(byte[] input, Upscaler algorithm, Region part, int quality) {
    return PIPELINE.upscale(input, job(algorithm, part, quality)).bytes();
  }

  private static UpscaleJob job(Upscaler algorithm, Region part, int quality) {
    return new UpscaleJob(
        WIDTH,
        HEIGHT,
        Optional.of(part),
        algorithm,
        ImageFormat.JPEG,
        quality,
        MOST_PIXELS,
        () -> false);
  }

  private static byte[] encoded(Picture picture) {
    return Codecs.jpeg().encode(picture, 90);
  }

  /** The middle of a frame of a race. */
  private static byte[] frame(int index) {
    try {
      var file = Path.of("../demo/clip/frame-%03d.jpg".formatted(index));
      var whole = Codecs.decode(Files.readAllBytes(file), MOST_PIXELS).luma();
      var middle = whole.view(new Region(240, 135, WIDTH / 2, HEIGHT / 2));
      return encoded(new Picture(Subsampling.GREY, List.of(middle), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
