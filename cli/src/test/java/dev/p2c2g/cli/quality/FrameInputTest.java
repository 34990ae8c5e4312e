package dev.p2c2g.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.BoxShrink;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Psnr;
import dev.p2c2g.imaging.Subsampling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameInputTest {
  @Test
  void readsEveryWord() {
    assertThat(FrameInput.parse("clean"))
        .isEqualTo(new FrameInput("clean", Decimation.AREA, OptionalInt.empty()));
    assertThat(FrameInput.parse("90"))
        .isEqualTo(new FrameInput("90", Decimation.AREA, OptionalInt.of(90)));
    assertThat(FrameInput.parse("Point"))
        .isEqualTo(new FrameInput("point", Decimation.POINT, OptionalInt.empty()));
    assertThat(FrameInput.parse("bicubic-85"))
        .isEqualTo(new FrameInput("bicubic-85", Decimation.BICUBIC, OptionalInt.of(85)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-90", "point-", "point90x", "sharp", "0", "101", "clean 90"})
  void refusesOtherWords(String text) {
    assertThatThrownBy(() -> FrameInput.parse(text))
        .isInstanceOf(UnfitFramesException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("1 to 100");
  }

  @Test
  void givesTheMeanOfEachFourWhenClean() {
    Picture truth = GeneratedFrames.of(64, 66, 1);
    Plane luma = FrameInput.parse("clean").of(truth, 0).luma();
    assertThat(Psnr.of(luma, BoxShrink.shrink(truth.luma(), Subsampling.S420), 0)).isInfinite();
  }

  @Test
  void losesMoreTheLowerTheQuality() {
    Picture truth = GeneratedFrames.of(64, 66, 2);
    Plane clean = FrameInput.parse("clean").of(truth, 0).luma();
    double good = Psnr.of(clean, FrameInput.parse("95").of(truth, 0).luma(), 0);
    double poor = Psnr.of(clean, FrameInput.parse("40").of(truth, 0).luma(), 0);
    assertThat(good).isFinite().isGreaterThan(poor + 3);
  }

  @ParameterizedTest
  @EnumSource(Subsampling.class)
  void takesEverySampling(Subsampling sampling) {
    // sides that are no multiples of four, so that chroma is rounded up twice
    Picture truth = Picture.allocate(70, 66, sampling);
    truth
        .planes()
        .forEach(plane -> plane.copyFrom(Plane.filled(plane.width(), plane.height(), 90)));
    for (String text : List.of("clean", "90", "point-75")) {
      Picture small = FrameInput.parse(text).of(truth, 1);
      assertThat(small.width()).isEqualTo(35);
      assertThat(small.height()).isEqualTo(33);
      assertThat(small.luma().sample(20, 20)).isBetween(89, 91);
      assertThat(small.alpha()).isEqualTo(Optional.empty());
      if (sampling.hasChroma()) {
        assertThat(small.subsampling()).isEqualTo(Subsampling.S420);
        assertThat(small.cr().sample(17, 16)).isBetween(89, 91);
      }
    }
  }
}
