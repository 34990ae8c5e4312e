package dev.p2c2g.benchmarks.flood;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the run.
 *
 * @param attacks that go on meanwhile; none in a quiet phase
 */
public record Phase(String name, List<AttackKind> attacks) {
  static final Phase QUIET = new Phase("quiet", List.of());
  static final Phase ALL_AT_ONCE = new Phase("all at once", List.of(AttackKind.values()));

  /** Copies. */
  public Phase {
    attacks = List.copyOf(attacks);
  }

  /** Quiet, each attack alone, all at once, and quiet again. */
  static List<Phase> all() {
    var alone = Arrays.stream(AttackKind.values()).map(a -> new Phase(a.toString(), List.of(a)));
    return Stream.of(
            Stream.of(QUIET), alone, Stream.of(ALL_AT_ONCE, new Phase("quiet again", List.of())))
        .flatMap(phases -> phases)
        .toList();
  }
}
