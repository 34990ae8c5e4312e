package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Subsampling;
import org.junit.jupiter.api.Test;

class MadeUpFramesTest {
  private static final Picture PICTURE = Picture.allocate(2, 2, Subsampling.GREY);

  private final MadeUpFrames frames = new MadeUpFrames();

  @Test
  void areJpegsThatCountUp() {
    CapturedFrame first = frames.next().orElseThrow();
    CapturedFrame second = frames.next().orElseThrow();
    assertThat(second.index()).isEqualTo(first.index() + 1);
    Picture picture = Codecs.decode(second.data(), 1 << 20);
    assertThat(picture.width()).isEqualTo(MadeUpFrames.WIDTH).isEqualTo(second.width());
    assertThat(picture.height()).isEqualTo(MadeUpFrames.HEIGHT).isEqualTo(second.height());
  }

  @Test
  void tellUpscaledOnesFromThoseShownLocallyOrNotAtAll() {
    for (int i = 0; i < 5; i++) {
      var _ = frames.next();
    }
    show(0, true);
    show(1, false);
    show(4, true);
    MadeUpFrames.Window window = frames.takeWindow();
    assertThat(window.nanos()).hasSize(2);
    assertThat(window.late()).isEqualTo(3);
    assertThat(frames.takeWindow().nanos()).isEmpty();
  }

  private void show(long index, boolean upscaled) {
    frames.show(new ShownFrame(index, PICTURE, new byte[0], upscaled, ""));
  }
}
