package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.SessionReport.Peer;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void givesEachPeerItsCountAndMeanMostFramesFirst() {
    tally.add("a", 5);
    tally.add("b", 10);
    tally.add("b", 20);
    assertThat(tally.peers()).containsExactly(new Peer("b", 2, 15), new Peer("a", 1, 5));
  }

  @Test
  void boundsTheNamesThatOthersChoose() {
    for (int i = 0; i < 10_000; i++) {
      tally.add("name" + i, 1);
    }
    assertThat(tally.counts())
        .hasSize(Tally.MAX_NAMES + 1)
        .containsEntry(Tally.OTHERS, 10_000L - Tally.MAX_NAMES);
  }
}
