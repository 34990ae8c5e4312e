package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodecsTest {

  @Test
  void namesEveryCodecWithItsTime() {
    assertThat(Codecs.jpegCodecs()).containsKey(Codecs.jpeg().name());
    assertThat(Codecs.report())
        .startsWith("JPEG by " + Codecs.jpeg().name() + ", the fastest: turbojpeg ")
        .contains("; ffmpeg ", "; imageio ", " ms a megapixel")
        .doesNotContain("\n");
  }

  @Test
  void takesTheCodecThatIsForced() {
    Codecs.Choice choice = Codecs.choose(Optional.of("imageio"));
    assertThat(choice.codec().name()).isEqualTo("imageio");
    assertThat(choice.report()).contains("forced by -Dp2c2g.jpeg").doesNotContain("ffmpeg");
  }

  @Test
  void takesTheFastestOfThoseThatAreSound() {
    Map<String, Supplier<JpegCodec>> codecs = new LinkedHashMap<>();
    codecs.put("slow", () -> new MadeUp("slow", 30, 0));
    codecs.put("bent", () -> new MadeUp("bent", 0, 40));
    codecs.put("quick", () -> new MadeUp("quick", 0, 0));
    codecs.put(
        "missing",
        () -> {
          throw new UnsupportedOperationException("is not installed");
        });

    Codecs.Choice choice = Codecs.choose(codecs, Optional.empty());

    assertThat(choice.codec().name()).isEqualTo("quick");
    assertThat(choice.report())
        .contains("bent is out: its self-test gave", "missing is out: is not installed");
  }

  @Test
  void saysWhyNoCodecWorks() {
    Map<String, Supplier<JpegCodec>> codecs = Map.of("bent", () -> new MadeUp("bent", 0, 40));
    assertThatThrownBy(() -> Codecs.choose(codecs, Optional.empty()))
        .hasMessageContaining("no JPEG codec works: bent is out");
  }

  /** Keeps the picture it is given, for so long, off by so much. */
  private static final class MadeUp implements JpegCodec {
    private final String name;
    private final int waitMs;
    private final int error;
    private Picture last = Picture.allocate(1, 1, Subsampling.GREY);

    MadeUp(String name, int waitMs, int error) {
      this.name = name;
      this.waitMs = waitMs;
      this.error = error;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
      LockSupport.parkNanos(waitMs * 1_000_000L);
      Picture picture = into.allocate(last.width(), last.height(), last.subsampling());
      picture.luma().copyFrom(last.luma());
      for (int y = 0; y < picture.height(); y++) {
        int row = picture.luma().rowStart(y);
        for (int x = 0; x < picture.width(); x++) {
          picture.luma().samples()[row + x] += (byte) error;
        }
      }
      return picture;
    }

    @Override
    public byte[] encode(Picture picture, int quality) {
      last = picture;
      return new byte[0];
    }
  }

  @Test
  void namesTheCodecsWhenAnUnknownOneIsForced() {
    assertThatThrownBy(() -> Codecs.choose(Optional.of("magic")))
        .hasMessageContaining("magic")
        .hasMessageContaining("turbojpeg, ffmpeg, imageio");
  }
}
