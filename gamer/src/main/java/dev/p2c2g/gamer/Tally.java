package dev.p2c2g.gamer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts and sums by a name that others choose: the first {@value #MAX_NAMES} names get a place of
 * their own, the rest share one. One thread.
 */
final class Tally {
  static final int MAX_NAMES = 256;
  static final String OTHERS = "(others)";

  private record Sum(long count, double total) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, total + other.total);
    }
  }

  private final Map<String, Sum> sums = new HashMap<>();

  void add(String name, double value) {
    String place = sums.containsKey(name) || sums.size() < MAX_NAMES ? name : OTHERS;
    sums.merge(place, new Sum(1, value), Sum::plus);
  }

  /** By name. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    sums.forEach((name, sum) -> counts.put(name, sum.count()));
    return counts;
  }

  /** Most frames first. */
  List<SessionReport.Peer> peers() {
    return sums.entrySet().stream()
        .map(e ->
            new SessionReport.Peer(
                e.getKey(), e.getValue().count(), e.getValue().total() / e.getValue().count()))
        .sorted((a, b) -> Long.compare(b.frames(), a.frames()))
        .toList();
  }
}
