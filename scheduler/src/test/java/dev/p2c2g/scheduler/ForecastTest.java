package dev.p2c2g.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The estimates behind the choice. */
class ForecastTest {
  private static final long MS = Crowd.MS;

  @Test
  void calls75PercentOfTheTimesOrdinary() {
    Overrun overrun = new Overrun();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 5_000; i++) {
      overrun.sample(random.nextDouble(10, 20) * MS);
    }
    // 1.15 times the quartile of 17.5 ms, and 2 ms
    assertThat(overrun.afterNanos(1).orElseThrow() / (double) MS).isCloseTo(22.1, within(1.5));
  }

  @Test
  void isNotMovedByRareSlowTasks() {
    Overrun overrun = new Overrun();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 5_000; i++) {
      double usual = random.nextDouble(9, 11) * MS;
      overrun.sample(random.nextInt(10) == 0 ? 5 * usual : usual);
    }
    assertThat(overrun.afterNanos(1).orElseThrow() / (double) MS).isCloseTo(14.4, within(1.5));
  }

  @Test
  void callsNothingAnOverrunBeforeItKnowsThePeer() {
    Overrun overrun = new Overrun();
    overrun.sample(10 * MS);
    assertThat(overrun.afterNanos(1)).isEmpty();
  }

  @Test
  void learnsTheTimeOfAByteFromLargePayloads() {
    LinkEstimate link = new LinkEstimate();
    link.probed(2 * MS);
    for (int i = 0; i < 60; i++) {
      link.carried(12 * MS, 20 * MS, 1_000_000);
    }
    assertThat(link.networkNanos(500_000.0) / MS).isCloseTo(7, within(0.1));
    assertThat(link.waitingPays()).isTrue();
  }

  @Test
  void waitsLongerForAnswersThatVary() {
    LinkEstimate steady = new LinkEstimate();
    LinkEstimate shaky = new LinkEstimate();
    for (int i = 0; i < 100; i++) {
      steady.probed(10 * MS);
      shaky.probed((i % 2 == 0 ? 5 : 15) * MS);
    }
    assertThat(steady.patienceNanos() / MS).isBetween(9L, 11L);
    assertThat(shaky.patienceNanos() / MS).isGreaterThan(20);
  }

  @Test
  void keepsTheLastOfTheBudgetForSilentPeers() {
    HedgeBudget budget = new HedgeBudget(0.1);
    assertThat(budget.allows(Choice.Why.HEDGE_SLOW)).isFalse();
    assertThat(budget.allows(Choice.Why.HEDGE_SILENT)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      budget.earn();
    }
    int spent = 0;
    while (budget.allows(Choice.Why.HEDGE_SLOW)) {
      budget.spend();
      spent++;
    }
    assertThat(spent).isEqualTo(7);
  }

  @Test
  void remembersABoundedNumberOfKinds() {
    Forecast forecast = new Forecast(1_000 * MS);
    CrowdEstimate first = forecast.crowd(new Kind("t0", ""));
    for (int i = 1; i < 5_000; i++) {
      assertThat(forecast.crowd(new Kind("t" + i, "")).number())
          .isEqualTo(Math.min(i, Forecast.MOST_KINDS));
    }
    assertThat(forecast.crowd(new Kind("t0", ""))).isSameAs(first);
  }
}
