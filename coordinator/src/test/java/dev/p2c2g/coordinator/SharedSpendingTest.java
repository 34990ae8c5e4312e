package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedSpendingTest {
  private final LimitSettings limits =
      CoordinatorConfig.load(Map.of("P2C2G_LIMITS_MAX_TASKS_PER_SECOND_PER_GAMER", "50")).limits();
  private final Allowances here = new Allowances(limits);
  private final Allowances there = new Allowances(limits);
  private final SharedSpending spending = new SharedSpending(here);

  private void hear(boolean self) {
    var sheet = new MemberSheet(0, 0, 0, 0, 0, Set.of(), there.spent());
    spending.charge(
        new ClusterView(
            true, Optional.empty(), List.of(new ClusterView.Row("other", self, 0, sheet))));
  }

  private static int taken(Allowances by) {
    var taken = 0;
    while (taken < 1_000 && by.of("ann").take(1).isEmpty()) {
      taken++;
    }
    return taken;
  }

  @Test
  void whatAGamerTookElsewhereItCannotTakeHere() {
    hear(false);
    assertThat(taken(there)).isBetween(50, 70);
    hear(false);
    assertThat(taken(here)).isLessThan(25);
    assertThat(here.of("bob").take(1)).as("another gamer").isEmpty();
  }

  @Test
  void whatWasTakenBeforeItKnewTheOtherAndWhatItTookItselfIsNotCharged() {
    assertThat(taken(there)).isBetween(50, 70);
    hear(false);
    hear(true);
    assertThat(taken(here)).isBetween(50, 70);
  }

  @Test
  void isChargedOnce() {
    hear(false);
    assertThat(there.of("ann").take(1)).isEmpty();
    for (var i = 0; i < 100; i++) {
      hear(false);
    }
    assertThat(taken(here)).isGreaterThan(45);
  }
}
