package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskRateTest {
  private static final long MS = 1_000_000;

  @Test
  void allowsOneSecondsWorthAtOnceAndSaysWhenTheNextMayCome() {
    var rate = new TaskRate(10, 0);
    for (var i = 0; i < 10; i++) {
      assertThat(rate.take(0)).isZero();
    }
    var waitMs = rate.take(0);
    assertThat(waitMs).isBetween(100L, 101L);
    assertThat(rate.take(99 * MS)).isPositive();
    assertThat(rate.take(waitMs * MS)).isZero();
  }

  @Test
  void allowsExactlyTheRateInTheLongRun() {
    var rate = new TaskRate(7, 0);
    var taken = 0;
    for (var ms = 0; ms < 100_000; ms++) {
      taken += rate.take(ms * MS) == 0 ? 1 : 0;
    }
    assertThat(taken).isBetween(7 * 100, 7 * 100 + 7);
  }

  @Test
  void savesUpNoMoreThanASecond() {
    var rate = new TaskRate(3, 0);
    var taken = 0;
    while (rate.take(3_600_000 * MS) == 0) {
      taken++;
    }
    assertThat(taken).isEqualTo(3);
  }

  @Test
  void worksOnAClockThatIsNegative() {
    var rate = new TaskRate(1, Long.MIN_VALUE / 2);
    assertThat(rate.take(Long.MIN_VALUE / 2)).isZero();
    assertThat(rate.take(Long.MIN_VALUE / 2 + 1)).isPositive();
  }
}
