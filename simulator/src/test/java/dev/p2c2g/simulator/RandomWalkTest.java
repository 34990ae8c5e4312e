package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.SchedulerSnapshot;
import org.junit.jupiter.api.Test;

/** Random events at random instants, every step of the core audited. */
class RandomWalkTest {
  private static final int SEEDS = 800;
  private static final int EVENTS = 2_000;

  @Test
  void breaksNoRuleOnAnyWalk() {
    long completed = 0;
    long failed = 0;
    long retries = 0;
    long hedges = 0;
    long splits = 0;
    long stalls = 0;
    long ignored = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SchedulerSnapshot end = new RandomWalk(seed).run(EVENTS);
      completed += end.completedTasks();
      failed += end.failedTasks();
      retries += end.retries();
      ignored += end.ignoredResults();
      hedges += end.failover().hedges();
      splits += end.failover().splits();
      stalls += end.failover().stalls();
    }
    // a walk that never gets anywhere would pass every check
    assertThat(completed).isGreaterThan(30L * SEEDS);
    assertThat(failed).isGreaterThan(30L * SEEDS);
    assertThat(retries).isGreaterThan(30L * SEEDS);
    assertThat(ignored).isGreaterThan(10L * SEEDS);
    assertThat(hedges).isGreaterThan(SEEDS);
    assertThat(splits).isGreaterThan(SEEDS / 2);
    assertThat(stalls).isGreaterThan(SEEDS / 4);
  }

  @Test
  void decidesTheSameFromTheSameSeed() {
    assertThat(new RandomWalk(7).run(EVENTS)).isEqualTo(new RandomWalk(7).run(EVENTS));
  }
}
