package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.imaging.Upscaler;
import dev.p2c2g.imaging.Upscalers;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RungLadderTest {
  private static final double MEGAPIXELS = 2;

  /** For a frame of two megapixels: 10, 12, 20, 40, 100 and 600 ms. */
  private static final Map<String, Double> SPEEDS =
      Map.of("cubic", 5.0, "learned", 6.0, "xs", 10.0, "s", 20.0, "m", 50.0, "l", 300.0);

  private long now;
  private final RungLadder ladder = new RungLadder(Upscalers.ladder(), SPEEDS, () -> now);

  private String choose(Quality quality, double msLeft) {
    return chosen(quality, OptionalDouble.of(msLeft)).name();
  }

  private Upscaler chosen(Quality quality, OptionalDouble msLeft) {
    now += 1_000_000_000;
    return ladder.choose(new RungLadder.Wish(quality, MEGAPIXELS, msLeft, 2, 1));
  }

  private void took(Upscaler rung, double ms) {
    var wish = new RungLadder.Wish(Quality.BALANCED, MEGAPIXELS, OptionalDouble.of(100), 2, 1);
    ladder.took(rung, wish, ms, ms);
  }

  @Test
  void takesTheBestRungOfItsQualityThatIsInTime() {
    assertThat(choose(Quality.BALANCED, 100)).isEqualTo("s");
    assertThat(choose(Quality.BALANCED, 66)).isEqualTo("xs");
    assertThat(choose(Quality.BALANCED, 38)).isEqualTo("learned");
    assertThat(choose(Quality.BALANCED, 10_000)).isEqualTo("s");
    assertThat(choose(Quality.QUALITY, 100)).isEqualTo("s");
    assertThat(choose(Quality.QUALITY, 200)).isEqualTo("m");
    assertThat(choose(Quality.QUALITY, 1_500)).isEqualTo("l");
    assertThat(choose(Quality.FAST, 10_000)).isEqualTo("cubic");
  }

  @Test
  void takesTheCheapestOfItsQualityWhereNoneIsInTime() {
    assertThat(choose(Quality.BALANCED, 1)).isEqualTo("cubic");
    assertThat(choose(Quality.QUALITY, 1)).isEqualTo("s");
  }

  @Test
  void withoutATimeIsBestForQualityAndOneFrameAtThirtyForBalanced() {
    assertThat(chosen(Quality.QUALITY, OptionalDouble.empty()).name()).isEqualTo("l");
    assertThat(chosen(Quality.BALANCED, OptionalDouble.empty()).name()).isEqualTo("xs");
  }

  @Test
  void keepsUpWithThePaceOfFrames() {
    assertThat(paced(30)).isEqualTo("s");
    assertThat(paced(60)).isEqualTo("xs");
    assertThat(paced(200)).isEqualTo("cubic");
    assertThat(paced(30)).isEqualTo("s");
  }

  @Test
  void idleLanesBringABetterRungInTimeButDoNotHelpToKeepUp() {
    OptionalDouble msLeft = OptionalDouble.of(75);
    assertThat(
            ladder.choose(new RungLadder.Wish(Quality.BALANCED, MEGAPIXELS, msLeft, 2, 1)).name())
        .isEqualTo("xs");
    now += 1_000_000_000;
    assertThat(
            ladder.choose(new RungLadder.Wish(Quality.BALANCED, MEGAPIXELS, msLeft, 2, 2)).name())
        .isEqualTo("s");
    assertThat(paced(60, 2)).isEqualTo("xs");
  }

  @Test
  void sharesWhatIsLongBetweenLanes() {
    assertThat(ladder.isWorthSharing(Upscalers.learned(), MEGAPIXELS)).isFalse();
    assertThat(ladder.isWorthSharing(Upscalers.network("s"), MEGAPIXELS)).isTrue();
    assertThat(ladder.isWorthSharing(Upscalers.network("s"), MEGAPIXELS / 4)).isFalse();
    assertThat(ladder.isWorthSharing(Upscalers.byName("sharp").orElseThrow(), 1)).isTrue();
  }

  private String paced(int framesPerSecond) {
    return paced(framesPerSecond, 1);
  }

  /** The rung after a second of so many frames a second. */
  private String paced(int framesPerSecond, int free) {
    String name = "";
    for (int i = 0; i < framesPerSecond; i++) {
      now += 1_000_000_000 / framesPerSecond;
      var wish = new RungLadder.Wish(Quality.BALANCED, MEGAPIXELS, OptionalDouble.of(100), 2, free);
      name = ladder.choose(wish).name();
    }
    return name;
  }

  @Test
  void comesDownWhenTheMachineGetsSlowerAndUpAgain() {
    for (int i = 0; i < 60; i++) {
      took(Upscalers.network("s"), 90);
    }
    assertThat(choose(Quality.BALANCED, 100)).isEqualTo("xs");
    for (int i = 0; i < 1_000; i++) {
      took(Upscalers.network("xs"), 20);
    }
    assertThat(choose(Quality.BALANCED, 100)).isEqualTo("s");
  }

  @Test
  void learnsFromACheapRungWhatEveryFrameTakes() {
    for (int i = 0; i < 60; i++) {
      took(Upscalers.learned(), 52);
    }
    assertThat(choose(Quality.BALANCED, 118)).isEqualTo("xs");
    assertThat(choose(Quality.BALANCED, 143)).isEqualTo("s");
  }

  @Test
  void staysOnARungThatJustFitsButDoesNotBeginOne() {
    assertThat(choose(Quality.BALANCED, 83)).isEqualTo("xs");
    assertThat(choose(Quality.BALANCED, 91)).isEqualTo("s");
    assertThat(choose(Quality.BALANCED, 81)).isEqualTo("s");
    assertThat(choose(Quality.BALANCED, 78)).isEqualTo("xs");
    assertThat(choose(Quality.BALANCED, 81)).isEqualTo("xs");
  }

  @Test
  void expectsLittleOfHelpersThatDidNotHelp() {
    var wish = new RungLadder.Wish(Quality.BALANCED, MEGAPIXELS, OptionalDouble.of(75), 2, 2);
    for (int i = 0; i < 60; i++) {
      ladder.took(Upscalers.network("s"), wish, 40, 40);
    }
    assertThat(ladder.choose(wish).name()).isEqualTo("xs");
  }

  @Test
  void isNotMisledByASingleHiccup() {
    took(Upscalers.network("s"), 4_000);
    assertThat(choose(Quality.BALANCED, 120)).isEqualTo("s");
  }
}
