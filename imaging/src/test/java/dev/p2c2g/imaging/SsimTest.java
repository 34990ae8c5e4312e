package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SsimTest {
  private static final double C1 = 6.5025;
  private static final double C2 = 58.5225;

  @Test
  void isOneForEqualPlanes() {
    Plane plane = noise(40, 30, 1);
    assertThat(Ssim.of(plane, plane, 0)).isEqualTo(1);
  }

  @Test
  void isTheLuminanceTermAloneForFlatPlanes() {
    double expected = (2 * 100 * 130 + C1) / (100 * 100 + 130 * 130 + C1);
    assertThat(Ssim.of(Plane.filled(32, 32, 100), Plane.filled(32, 32, 130), 0))
        .isCloseTo(expected, within(2e-4));
  }

  @Test
  void isNegativeForTheNegative() {
    Plane plane = noise(30, 30, 2);
    Plane negative = Plane.allocate(30, 30);
    for (int i = 0; i < 900; i++) {
      negative.samples()[i] = (byte) ~plane.samples()[i];
    }
    assertThat(Ssim.of(plane, negative, 0)).isLessThan(-0.5);
  }

  @Test
  void isWhatOneWindowByHandGives() {
    Plane a = noise(11, 11, 3);
    Plane b = noise(11, 11, 4);
    assertThat(Ssim.of(a, b, 0)).isCloseTo(window(a, b, 0, 0), within(1e-4));
  }

  @Test
  void isTheMeanOfAllWindowsInsideTheBorder() {
    Plane a = noise(29, 23, 5);
    Plane b = noise(29, 23, 6);
    double sum = 0;
    for (int y = 3; y < 23 - 3 - 10; y++) {
      for (int x = 3; x < 29 - 3 - 10; x++) {
        sum += window(a, b, x, y);
      }
    }
    assertThat(Ssim.of(a, b, 3)).isCloseTo(sum / (7 * 13), within(1e-4));
  }

  @Test
  void looksAtNothingInTheBorder() {
    Plane a = noise(40, 40, 7);
    Plane b = Plane.allocate(40, 40);
    Region inner = new Region(4, 4, 32, 32);
    b.view(inner).copyFrom(a.view(inner));
    assertThat(Ssim.of(a, b, 4)).isEqualTo(1);
    assertThat(Ssim.of(a, b, 3)).isLessThan(1);
  }

  @Test
  void refusesWhatItCannotCompare() {
    Plane plane = Plane.allocate(40, 42);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ssim.of(plane, Plane.allocate(42, 40), 0))
        .withMessageContaining("40x42 and 42x40");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ssim.of(plane, plane, 15))
        .withMessageContaining("at least 11");
  }

  /** One window straight from the definition, in two dimensions and doubles. */
  private static double window(Plane a, Plane b, int left, int top) {
    double[] sums = new double[6];
    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 11; x++) {
        double w = Math.exp(-((x - 5) * (x - 5) + (y - 5) * (y - 5)) / (2 * 1.5 * 1.5));
        double va = a.sample(left + x, top + y);
        double vb = b.sample(left + x, top + y);
        double[] terms = {1, va, vb, va * va, vb * vb, va * vb};
        for (int i = 0; i < terms.length; i++) {
          sums[i] += w * terms[i];
        }
      }
    }
    double ma = sums[1] / sums[0];
    double mb = sums[2] / sums[0];
    double varianceA = sums[3] / sums[0] - ma * ma;
    double varianceB = sums[4] / sums[0] - mb * mb;
    double covariance = sums[5] / sums[0] - ma * mb;
    return (2 * ma * mb + C1)
        * (2 * covariance + C2)
        / ((ma * ma + mb * mb + C1) * (varianceA + varianceB + C2));
  }

  private static Plane noise(int width, int height, long seed) {
    byte[] samples = new byte[width * height];
    new SplittableRandom(seed).nextBytes(samples);
    return Plane.wrap(samples, width, height, width);
  }
}
