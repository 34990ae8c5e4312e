package dev.p2c2g.security;

/** What a token turned out to be. */
public sealed interface Verdict {
  /** A good one. */
  record Known(Identity identity) implements Verdict {}

  /**
   * Not a good one.
   *
   * @param why for the operator's log; whoever showed the token is told nothing of it
   */
  record Refused(String why) implements Verdict {}
}
