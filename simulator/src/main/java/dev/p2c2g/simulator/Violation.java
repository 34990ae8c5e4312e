package dev.p2c2g.simulator;

import java.util.function.Supplier;

/** The scheduler broke a rule. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  Violation(String rule) {
    super(rule);
    this.rule = rule;
  }

  /** Which rule, and by what. */
  String rule() {
    return rule;
  }

  static void unless(boolean holds, String rule) {
    if (!holds) {
      throw new Violation(rule);
    }
  }

  /** The same for a rule that takes time to put into words. */
  static void unless(boolean holds, Supplier<String> rule) {
    if (!holds) {
      throw new Violation(rule.get());
    }
  }
}
