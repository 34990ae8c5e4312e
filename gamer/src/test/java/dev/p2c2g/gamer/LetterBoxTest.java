package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class LetterBoxTest {
  @Test
  void fillsAWindowOfTheSameShape() {
    assertThat(LetterBox.fit(960, 540, 1920, 1080)).isEqualTo(new Rectangle(0, 0, 1920, 1080));
  }

  @Test
  void leavesBarsAboveAndBelowInATallWindow() {
    assertThat(LetterBox.fit(1920, 1080, 960, 1000)).isEqualTo(new Rectangle(0, 230, 960, 540));
  }

  @Test
  void leavesBarsLeftAndRightInAWideWindow() {
    assertThat(LetterBox.fit(100, 100, 301, 100)).isEqualTo(new Rectangle(100, 0, 100, 100));
  }

  @Test
  void keepsAtLeastOnePixelOfAVeryThinPicture() {
    assertThat(LetterBox.fit(16384, 1, 100, 100)).isEqualTo(new Rectangle(0, 49, 100, 1));
  }
}
