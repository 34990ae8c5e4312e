package dev.p2c2g.scheduler;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a waiting piece asks of a peer. Pieces with equal demands suit the same peers, so of all
 * that wait with one demand only the first is ever looked at.
 *
 * @param triedPeers peers the piece was already assigned to; avoided while another could do it
 */
record Demand(Kind kind, Set<String> features, Set<String> triedPeers) {
  /** What a part of such a task asks for. */
  static Demand ofParts(TaskSpec spec, Splitting splitting) {
    Set<String> features =
        Stream.concat(spec.requiredFeatures().stream(), Stream.of(splitting.feature()))
            .collect(Collectors.toUnmodifiableSet());
    return new Demand(spec.kind(), features, Set.of());
  }

  String taskType() {
    return kind.taskType();
  }

  boolean isRetry() {
    return !triedPeers.isEmpty();
  }
}
