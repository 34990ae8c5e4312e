package dev.p2c2g.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.p2c2g.imaging.Plane;
import org.junit.jupiter.api.Test;

class DecimationTest {
  private static final Plane CORNERS =
      Plane.wrap(new byte[] {10, 20, 30, 40, 50, 60, 70, 80}, 4, 2, 4);

  @Test
  void areaTakesTheMeanOfEachFour() {
    assertThat(samples(Decimation.AREA.halve(CORNERS, 0))).containsExactly(35, 55);
  }

  @Test
  void pointTakesEveryCornerInItsTurn() {
    assertThat(samples(Decimation.POINT.halve(CORNERS, 0))).containsExactly(10, 30);
    assertThat(samples(Decimation.POINT.halve(CORNERS, 1))).containsExactly(20, 40);
    assertThat(samples(Decimation.POINT.halve(CORNERS, 2))).containsExactly(50, 70);
    assertThat(samples(Decimation.POINT.halve(CORNERS, 3))).containsExactly(60, 80);
    assertThat(samples(Decimation.POINT.halve(CORNERS, 4))).containsExactly(10, 30);
  }

  @Test
  void bicubicKeepsFlatAndSloping() {
    assertThat(samples(Decimation.BICUBIC.halve(Plane.filled(20, 20, 77), 0))).containsOnly(77);
    Plane slope = Plane.allocate(40, 4);
    for (int i = 0; i < 160; i++) {
      slope.samples()[i] = (byte) (i % 40 * 6);
    }
    Plane half = Decimation.BICUBIC.halve(slope, 0);
    for (int x = 2; x < 18; x++) {
      assertThat(half.sample(x, 1)).isEqualTo((2 * x) * 6 + 3);
    }
  }

  @Test
  void bicubicWeighsAnEdgeByKeysKernel() {
    Plane edge = Plane.filled(16, 16, 50);
    for (int y = 0; y < 16; y++) {
      for (int x = 8; x < 16; x++) {
        edge.samples()[edge.rowStart(y) + x] = (byte) 200;
      }
    }
    Plane half = Decimation.BICUBIC.halve(edge, 0);
    // the kernel at 3/4, 5/4 and 7/4, of weights that make 2 together
    double beside = (0.2265625 - 0.0703125 - 0.0234375) / 2 * 150;
    double further = -0.0234375 / 2 * 150;
    assertThat((double) half.sample(2, 4)).isCloseTo(50 + further, within(0.51));
    assertThat((double) half.sample(3, 4)).isCloseTo(50 + beside, within(0.51));
    assertThat((double) half.sample(4, 4)).isCloseTo(200 - beside, within(0.51));
    assertThat((double) half.sample(5, 4)).isCloseTo(200 - further, within(0.51));
  }

  @Test
  void roundsOddSidesUp() {
    for (Decimation decimation : Decimation.values()) {
      Plane half = decimation.halve(Plane.filled(5, 3, 9), 3);
      assertThat(half.width()).isEqualTo(3);
      assertThat(half.height()).isEqualTo(2);
      assertThat(samples(half)).containsOnly(9);
    }
  }

  private static int[] samples(Plane plane) {
    int[] samples = new int[plane.width() * plane.height()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = plane.sample(i % plane.width(), i / plane.width());
    }
    return samples;
  }
}
