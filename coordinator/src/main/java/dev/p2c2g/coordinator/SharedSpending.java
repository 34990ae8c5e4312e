package dev.p2c2g.coordinator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a gamer's limits hold over all coordinators of a cluster: each tells the others what gamers
 * took of it, and charges what they took elsewhere. Nobody waits for anybody; a gamer gains what it
 * can take in the half second until the others know. Owned by the scheduler thread.
 */
final class SharedSpending {
  private final Allowances allowances;

  /** What others had told, by their ids. */
  private Map<String, Map<String, Spent>> told = Map.of();

  SharedSpending(Allowances allowances) {
    this.allowances = allowances;
  }

  /** Charges what came to it since the last time; of one who is new here nothing yet. */
  void charge(ClusterView view) {
    var now = new HashMap<String, Map<String, Spent>>();
    for (var member : view.members()) {
      if (!member.self()) {
        var spent = member.sheet().spent();
        now.put(member.id(), spent);
        Optional.ofNullable(told.get(member.id())).ifPresent(before -> charge(before, spent));
      }
    }
    told = now;
  }

  private void charge(Map<String, Spent> before, Map<String, Spent> now) {
    now.forEach((gamer, spent) ->
        allowances.of(gamer).charge(spent.since(before.getOrDefault(gamer, Spent.NOTHING))));
  }
}
