package dev.p2c2g.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTapsTest {

  @Test
  void takesSamplesAsTheyAreAtTheSameSize() {
    AxisTaps taps = new AxisTaps(10, 10, 0, 10);
    for (int o = 2; o < 8; o++) {
      for (int k = 0; k < taps.taps(); k++) {
        assertThat(taps.weights(o)[k]).isEqualTo(taps.at(o, k) == o ? 1 : 0);
      }
    }
  }

  @Test
  void foldsNoFineStripesBackWhenItShrinks() {
    AxisTaps taps = new AxisTaps(120, 50, 0, 50);
    for (int o = 5; o < 45; o++) {
      float sum = 0;
      float weights = 0;
      for (int k = 0; k < taps.taps(); k++) {
        sum += taps.weights(o)[k] * (taps.at(o, k) % 2 * 255);
        weights += taps.weights(o)[k];
      }
      assertThat(sum).isBetween(122f, 133f);
      assertThat(weights).isBetween(0.9999f, 1.0001f);
    }
  }

  @Test
  void weighsAPartAsInTheWhole() {
    AxisTaps whole = new AxisTaps(120, 77, 0, 77);
    AxisTaps part = new AxisTaps(120, 77, 31, 20);
    for (int o = 0; o < 20; o++) {
      assertThat(part.weights(o)).isEqualTo(whole.weights(31 + o));
      assertThat(part.at(o, 0)).isEqualTo(whole.at(31 + o, 0));
    }
  }
}
