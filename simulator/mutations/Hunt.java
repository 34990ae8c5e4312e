package dev.p2c2g.simulator;

import java.util.stream.LongStream;

/** Plays seeds 1 to N of a small, busy crowd until one breaks a rule: prints the seed and the rule. */
final class Hunt {
  private Hunt() {}

  public static void main(String[] args) {
    SimulationOptions usual = SimulationOptions.DEFAULT;
    SimulationOptions busy =
        new SimulationOptions(
            60,
            40,
            usual.streaming(),
            0.5,
            usual.fps(),
            1,
            usual.faults(),
            usual.peerMs(),
            usual.policy(),
            usual.hedgeBudget());
    String found =
        LongStream.rangeClosed(1, Long.parseLong(args[0]))
            .mapToObj(seed -> new Simulation(busy.withSeed(seed)).run())
            .filter(Outcome.Broken.class::isInstance)
            .map(Outcome.Broken.class::cast)
            .map(broken -> broken.seed() + "\t" + broken.rule())
            .findFirst()
            .orElse("-\tsurvived");
    System.out.println(found);
  }
}
