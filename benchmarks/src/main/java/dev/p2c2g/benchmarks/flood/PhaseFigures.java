package dev.p2c2g.benchmarks.flood;

import java.util.List;
import java.util.Map;

/**
 * What one phase came to.
 *
 * @param refused by the coordinator, by cause
 * @param told what the attackers did
 * @param shares of one processor's time that each used, in percent, by whom
 */
record PhaseFigures(
    Phase phase,
    HonestGamer.Played honest,
    Map<String, Long> refused,
    List<String> told,
    Map<String, Double> shares) {}
