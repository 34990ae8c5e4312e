package dev.p2c2g.benchmarks.flood;

import java.util.Locale;

/** The ways to trouble a coordinator. */
public enum AttackKind {
  /** One gamer submits many times what its limit allows. */
  GREEDY,
  /** Connections that never become one: silent, a byte now and then, or silent after a hello. */
  HALF_OPEN,
  /** Gamers that submit frames and read no results. */
  SLOW_READERS,
  /** Tokens that nobody issued, a new connection for each of half of them. */
  BAD_TOKENS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
