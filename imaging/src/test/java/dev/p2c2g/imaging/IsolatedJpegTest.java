package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IsolatedJpegTest {
  private static final long MAX_PIXELS = 3_000_000;
  private static final JpegCodec HERE = Codecs.jpeg();

  private static IsolatedJpeg isolated;

  @BeforeAll
  static void start() throws IOException {
    isolated = IsolatedJpeg.start(HERE, CrashingDecoder.class.getName(), MAX_PIXELS);
  }

  @AfterAll
  static void close() {
    isolated.close();
  }

  private static byte[] jpeg(int width, int height, Subsampling subsampling) {
    return HERE.encode(SyntheticFrame.of(width, height, subsampling), 90);
  }

  /** The same picture with a comment right behind its beginning. */
  private static byte[] withComment(byte[] jpeg, String comment) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xFF);
    out.write(0xFE);
    out.write(0);
    out.write(2 + comment.length());
    out.writeBytes(comment.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Subsampling.class)
  void picturesAreTheSameToTheSample(Subsampling subsampling) {
    var jpeg = jpeg(97, 61, subsampling);
    assertSame(isolated.decode(jpeg, MAX_PIXELS), HERE.decode(jpeg, MAX_PIXELS));
  }

  @Test
  void pictureThatNeedsMoreRoomThanTheLastGetsIt() {
    for (var width : new int[] {64, 1_900, 32}) {
      var jpeg = jpeg(width, 1_500, Subsampling.S444);
      assertSame(isolated.decode(jpeg, MAX_PIXELS), HERE.decode(jpeg, MAX_PIXELS));
    }
  }

  @Test
  void whatACodecRefusesIsRefusedWithItsReason() {
    assertThatThrownBy(() -> isolated.decode(new byte[] {1, 2, 3}, MAX_PIXELS))
        .isInstanceOfSatisfying(
            ImagingException.class,
            e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.BROKEN));
    assertThatThrownBy(() -> isolated.decode(jpeg(200, 100, Subsampling.S420), 19_999))
        .isInstanceOfSatisfying(
            ImagingException.class,
            e -> assertThat(e.kind()).isEqualTo(ImagingException.Kind.TOO_MANY_PIXELS));
  }

  @Test
  void fileThatCrashesTheCodecCostsItsPictureAlone() {
    var good = jpeg(64, 48, Subsampling.S420);
    for (var round = 0; round < 3; round++) {
      for (var attack : new String[] {"crash me", "exit me"}) {
        assertThatThrownBy(() -> isolated.decode(withComment(good, attack), MAX_PIXELS))
            .isInstanceOf(ImagingException.class)
            .hasMessageContaining("the decoder ended over this picture");
        assertSame(isolated.decode(good, MAX_PIXELS), HERE.decode(good, MAX_PIXELS));
      }
    }
  }

  @Test
  void manyThreadsDecodeAtTheSameTimeWhileSomeFilesCrash() {
    var good = jpeg(320, 180, Subsampling.S420);
    var bad = withComment(good, "crash me");
    var expected = HERE.decode(good, MAX_PIXELS);
    IntStream.range(0, 40)
        .parallel()
        .forEach(n -> {
          if (n % 10 == 0) {
            assertThatThrownBy(() -> isolated.decode(bad, MAX_PIXELS))
                .isInstanceOf(ImagingException.class);
          } else {
            assertSame(isolated.decode(good, MAX_PIXELS), expected);
          }
        });
  }

  private static void assertSame(Picture found, Picture expected) {
    assertThat(found.subsampling()).isEqualTo(expected.subsampling());
    for (var i = 0; i < expected.planes().size(); i++) {
      var a = found.planes().get(i);
      var b = expected.planes().get(i);
      assertThat(a.width()).isEqualTo(b.width());
      assertThat(a.height()).isEqualTo(b.height());
      for (var y = 0; y < a.height(); y++) {
        for (var x = 0; x < a.width(); x++) {
          if (a.sample(x, y) != b.sample(x, y)) {
            throw new AssertionError("plane " + i + " differs at " + x + ", " + y);
          }
        }
      }
    }
  }
}
