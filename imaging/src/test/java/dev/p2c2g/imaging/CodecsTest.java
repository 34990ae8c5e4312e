package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodecsTest {

  @Test
  void choosesACodecThatPassesItsSelfTest() {
    assertThat(Codecs.jpegCodecs()).containsKey(Codecs.jpeg().name());
    assertThat(Codecs.report()).contains(Codecs.jpeg().name()).contains("dB").doesNotContain("\n");
  }

  @Test
  void takesTheCodecThatIsForced() {
    Codecs.Choice choice = Codecs.choose(Optional.of("imageio"));
    assertThat(choice.codec().name()).isEqualTo("imageio");
    assertThat(choice.report()).contains("forced by -Dp2c2g.jpeg");
  }

  @Test
  void namesTheCodecsWhenAnUnknownOneIsForced() {
    assertThatThrownBy(() -> Codecs.choose(Optional.of("magic")))
        .hasMessageContaining("magic")
        .hasMessageContaining("turbojpeg, ffmpeg, imageio");
  }
}
