package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs as a whole: the same again from the same seed, and what faults and crowds do to gamers. */
class SimulationTest {
  private static final SimulationOptions SMALL =
      new SimulationOptions(
          40,
          20,
          0.8,
          0.2,
          30,
          3,
          EnumSet.allOf(Fault.class),
          12,
          SimulationOptions.DEFAULT.policy(),
          0.1);

  @Test
  void playsTheSameAgainFromTheSameSeed() {
    Simulation first = new Simulation(SMALL);
    Simulation second = new Simulation(SMALL);
    assertThat(summary(first).facts()).isEqualTo(summary(second).facts());
    assertThat(first.plot()).isEqualTo(second.plot()).startsWith("<svg").endsWith("</svg>\n");
  }

  @Test
  void playsSomethingElseFromAnotherSeed() {
    assertThat(summary(new Simulation(SMALL)).facts().lines().skip(1))
        .isNotEqualTo(summary(new Simulation(SMALL.withSeed(4))).facts().lines().skip(1));
  }

  @Test
  void aFaultLessLeavesTheRestAsItWas() {
    assertThat(Chance.of(1, "stall", 0).between(0, 1_000_000))
        .isEqualTo(Chance.of(1, "stall", 0).between(0, 1_000_000))
        .isNotEqualTo(Chance.of(1, "kill", 0).between(0, 1_000_000));
  }

  @Test
  void servesNearlyAllWhenNothingGoesWrong() {
    SimulationOptions calm =
        new SimulationOptions(
            100, 10, 1, 0.2, 30, 1, Set.of(), 5, SMALL.policy(), SMALL.hedgeBudget());
    assertThat(summary(new Simulation(calm)).inTimeShare()).isGreaterThan(0.95);
  }

  @Test
  void findsThatMoreGamersNeedMorePeers() {
    SimulationOptions few =
        new SimulationOptions(
            2, 3, 1, 0.1, 30, 1, Set.of(), 4, SMALL.policy(), SMALL.hedgeBudget());
    SimulationOptions many =
        new SimulationOptions(
            2, 40, 1, 0.1, 30, 1, Set.of(), 4, SMALL.policy(), SMALL.hedgeBudget());
    assertThat(new PeerFinder(few, _ -> {}).find())
        .isLessThan(new PeerFinder(many, _ -> {}).find());
  }

  @Test
  void saysWhichOptionIsWrong() {
    assertThatThrownBy(() -> SMALL.withPeers(0))
        .hasMessage("peers is 0; it must be from 1 to 100000");
    assertThatThrownBy(() -> Fault.parse("loss,rain"))
        .hasMessageContaining("'rain'")
        .hasMessageContaining("partition");
  }

  @Test
  void namesTheCommandThatPlaysItAgain() {
    assertThat(SMALL.command())
        .isEqualTo(
            "simulate --peers 40 --gamers 20 --streaming 0.8 --minutes 0.2 --fps 30 --seed 3"
                + " --faults all --peer-ms 12.0 --policy best_effort --hedge-budget 0.1");
  }

  private static Summary summary(Simulation simulation) {
    return switch (simulation.run()) {
      case Outcome.Passed(Summary summary) -> summary;
      case Outcome.Broken broken -> throw new AssertionError(broken.report());
    };
  }
}
