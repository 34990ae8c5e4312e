package dev.p2c2g.verification;

/** What a check found. */
public sealed interface Finding {
  /** The result is what its task asked for. */
  record Honest() implements Finding {}

  /**
   * The result is a lie.
   *
   * @param evidence for the operator: what was measured, and what it should have been
   */
  record Lie(Fault fault, String evidence) implements Finding {}

  /** Nothing can be said; it counts neither for nor against the peer. */
  record Unclear(String why) implements Finding {}
}
