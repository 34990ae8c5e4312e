package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToFiveSecondsOfWhichAtLeastHalfIsWaited() {
    Backoff backoff = new Backoff(new Random(3));
    for (int tryNumber = 1; tryNumber < 50; tryNumber++) {
      long full = Math.min(5_000, 100L << Math.min(tryNumber - 1, 20));
      assertThat(backoff.delayMs(tryNumber)).isBetween(full / 2, full);
    }
  }
}
