package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsOfTheSimulatorTest {
  @Test
  void theQueueGivesEarliestFirstAndEqualOnesInOrder() {
    EventQueue queue = new EventQueue();
    Chance chance = Chance.of(5, "queue", 0);
    List<long[]> expected = new ArrayList<>();
    List<Integer> played = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int id = i;
      // within the slots of the calendar and beyond them
      long time = chance.below(300) * 10L * VirtualTime.MS;
      expected.add(new long[] {time, i});
      queue.add(time, () -> played.add(id));
      if (chance.in(0.3)) {
        queue.add(-1, () -> played.add(-1));
        queue.poll().run();
      }
    }
    played.clear();
    while (!queue.isEmpty()) {
      queue.poll().run();
    }
    expected.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    assertThat(played).isEqualTo(expected.stream().map(e -> (int) e[1]).toList());
  }

  @Test
  void theHistogramIsRightToThreeInAHundred() {
    Histogram histogram = new Histogram();
    Chance chance = Chance.of(5, "histogram", 0);
    long[] all = new long[10_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = chance.exponential(50e6);
      histogram.add(all[i]);
    }
    Arrays.sort(all);
    for (double share : new double[] {0.01, 0.5, 0.99, 1}) {
      double exact = all[(int) Math.ceil(share * all.length) - 1];
      assertThat((double) histogram.quantile(share)).isCloseTo(exact, within(0.035 * exact));
    }
    assertThat(new Histogram().quantile(0.5)).isZero();
  }

  @Test
  void aStreamKeepsItsOrderThroughLossAndPartitions() {
    VirtualTime time = new VirtualTime();
    Link link = new Link(time, Chance.of(5, "link", 0));
    List<Integer> arrived = new ArrayList<>();
    link.loseUntil(Long.MAX_VALUE, 0.2);
    for (int i = 0; i < 500; i++) {
      int id = i;
      time.at(
          i * VirtualTime.MS,
          () -> {
            if (id == 200) {
              link.cutUntil(time.now() + 100 * VirtualTime.MS);
            }
            link.send(link.toPeer, 1_000, () -> arrived.add(id));
          });
    }
    time.runUntil(600 * VirtualTime.SECOND);
    assertThat(arrived).hasSize(500).isSorted();
  }
}
