package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static List<Long> delays(int tryNumber, int peers) {
    var backoff = new Backoff(new SplittableRandom(7));
    return LongStream.generate(() -> backoff.delayMs(tryNumber)).limit(peers).boxed().toList();
  }

  @Test
  void doublesFromATenthOfASecondToTenSeconds() {
    var longest = new long[] {100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000};
    for (var tryNumber = 1; tryNumber <= longest.length; tryNumber++) {
      var full = longest[tryNumber - 1];
      assertThat(delays(tryNumber, 2_000))
          .as("try %d", tryNumber)
          .allMatch(ms -> ms >= full / 2 && ms <= full);
    }
  }

  @Test
  void spreadsACrowdOverHalfOfTheWait() {
    var delays = delays(5, 2_000);

    assertThat(Collections.min(delays)).isLessThan(850);
    assertThat(Collections.max(delays)).isGreaterThan(1_550);
    assertThat(new HashSet<>(delays)).hasSizeGreaterThan(500);
  }

  @Test
  void staysWithinItsBoundsHoweverManyTriesThereWere() {
    assertThat(delays(1_000_000, 100)).allMatch(ms -> ms >= 5_000 && ms <= 10_000);
  }
}
