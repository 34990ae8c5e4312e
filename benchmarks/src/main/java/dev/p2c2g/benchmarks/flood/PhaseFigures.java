package dev.p2c2g.benchmarks.flood;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one phase came to.
 *
 * @param refused by the coordinator, by cause
 * @param told what the attackers did
 * @param shares of one processor's time that each used, in percent, by whom
 */
public record PhaseFigures(
    Phase phase,
    Played honest,
    Map<String, Long> refused,
    List<String> told,
    Map<String, Double> shares) {
  /** Copies. */
  public PhaseFigures {
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
    told = List.copyOf(told);
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
  }
}
