package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.p2c2g.protocol.Timings;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakdownTest {
  private static final Timings TIMINGS = new Timings(1, 10, 11, OptionalDouble.of(4));

  @Test
  void tellsTheWayThereFromTheWayBack() {
    var times = Breakdown.of(0, heardAtMs(3), nanos(20), TIMINGS);
    assertThat(times).isEqualTo(new Breakdown(3, 1, 10, OptionalDouble.of(4), 6));
  }

  @ParameterizedTest
  @CsvSource({"0, 11", "3, 20", "19, 20", "25, 20", "-1, 20", "5, 8"})
  void addsUpToAllOfTheTime(int heardMs, int arrivedMs) {
    var times = Breakdown.of(0, heardAtMs(heardMs), nanos(arrivedMs), TIMINGS);
    assertThat(times.submitMs()).isNotNegative();
    assertThat(times.returnMs()).isNotNegative();
    assertThat(times.submitMs() + times.queueMs() + times.peerMs() + times.returnMs())
        .isCloseTo(Math.max(arrivedMs, TIMINGS.totalMs()), within(1e-9));
  }

  private static Acceptance heardAtMs(int ms) {
    return new Acceptance("task_1", OptionalDouble.empty(), nanos(ms));
  }

  private static long nanos(int ms) {
    return ms * 1_000_000L;
  }
}
