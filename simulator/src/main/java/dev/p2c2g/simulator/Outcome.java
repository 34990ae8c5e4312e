package dev.p2c2g.simulator;

/** How a run ended. */
public sealed interface Outcome {
  /** All rules held. */
  record Passed(Summary summary) implements Outcome {}

  /**
   * A rule was broken.
   *
   * @param rule which one, and by what
   * @param command what plays exactly this again
   * @param trace the last events and what the core answered
   */
  record Broken(long seed, String rule, String command, String trace) implements Outcome {
    /** All of it, in words. */
    public String report() {
      return "seed %d broke a rule%n  %s%n  play it again:  ./p2c2g %s%n%nThe last events:%n%s"
          .formatted(seed, rule, command, trace);
    }
  }
}
