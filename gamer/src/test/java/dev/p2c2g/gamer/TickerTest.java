package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickerTest {
  private static final long START = Long.MAX_VALUE - 5_000_000_000L; // nanoTime may wrap around
  private static final long INTERVAL = 1_000_000_000L / 30;

  @Test
  void staysOnAnEvenGridWithoutDrift() {
    Ticker ticker = new Ticker(30, START);
    long last = 0;
    for (int i = 0; i <= 30 * 3_600; i++) {
      long lateByABit = last + i % 7 * 1_000_000L;
      last = ticker.next(START + lateByABit) - START;
    }
    assertThat(last).isEqualTo(3_600_000_000_000L);
    assertThat(ticker.skipped()).isZero();
  }

  @Test
  void keepsATickThatIsLateByLessThanAnInterval() {
    Ticker ticker = new Ticker(30, START);
    assertThat(ticker.next(START)).isEqualTo(START);
    assertThat(ticker.next(START + 2 * INTERVAL - 1_000)).isEqualTo(START + INTERVAL);
    assertThat(ticker.skipped()).isZero();
  }

  @Test
  void leavesOutAndCountsTicksThatAreWholeIntervalsLate() {
    Ticker ticker = new Ticker(10, START);
    assertThat(ticker.next(START)).isEqualTo(START);
    assertThat(ticker.next(START + 350_000_000)).isEqualTo(START + 300_000_000);
    assertThat(ticker.skipped()).isEqualTo(2);
    assertThat(ticker.next(START + 351_000_000)).isEqualTo(START + 400_000_000);
    assertThat(ticker.skipped()).isEqualTo(2);
  }
}
