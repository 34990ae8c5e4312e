package dev.p2c2g.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void waitsForMemoryOnlyAsLongAsTheFrameIsWanted() {
    Slots slots = new Slots(1, () -> Slot.of(32, 2));
    Slot only = slots.take(() -> {});
    int[] looks = {0};
    Runnable fewLooks =
        () -> {
          looks[0]++;
          if (looks[0] == 3) {
            throw new CancellationException("enough");
          }
        };
    assertThatThrownBy(() -> slots.take(fewLooks)).isInstanceOf(CancellationException.class);
    slots.giveBack(only);
    assertThat(slots.take(() -> {})).isSameAs(only);
  }
}
