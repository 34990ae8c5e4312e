package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.benchmarks.flood.AttackKind;
import dev.p2c2g.benchmarks.flood.FloodBenchmark;
import dev.p2c2g.benchmarks.flood.FloodPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short flood: that everything is really there, and that the honest gamer is still served. */
class FloodTest {
  private static final String HOME = "p2c2g.home";

  @Test
  void honestGamerIsServedBesideEveryKindOfAttack() throws Exception {
    var before = System.getProperty(HOME, ".");
    System.setProperty(HOME, Outside.examples().resolveSibling("").toString());
    try {
      var phases = FloodBenchmark.run(FloodPlan.brief());
      assertThat(phases).hasSize(1);
      for (var phase : phases) {
        assertThat(phase.honest().inTime()).as("in time, %s", phase).isPositive();
        assertThat(phase.told()).as("%s", phase).hasSameSizeAs(phase.phase().attacks());
      }
      var all = phases.getLast();
      assertThat(all.phase().attacks()).isEqualTo(List.of(AttackKind.values()));
      assertThat(all.refused()).containsKeys("rate_limited", "bad_token");
    } finally {
      System.setProperty(HOME, before);
    }
  }
}
