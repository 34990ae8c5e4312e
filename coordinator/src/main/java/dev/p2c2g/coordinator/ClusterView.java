package dev.p2c2g.coordinator;

import dev.p2c2g.store.StoreCounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The coordinators that share a store, as one of them saw it a moment ago.
 *
 * @param answers whether the store does
 * @param counts how full it is; empty while it never answered
 */
record ClusterView(boolean answers, Optional<StoreCounts> counts, List<Row> members) {
  ClusterView {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param self whether it is the one that tells
   */
  record Row(String id, boolean self, long silentMs, MemberSheet sheet) {}

  /** What peers of any member take. */
  Set<String> taskTypes() {
    return members.stream()
        .flatMap(member -> member.sheet().taskTypes().stream())
        .collect(Collectors.toSet());
  }
}
