package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One gamer with waiting pieces. Gamers are served in turns after start-time fair queueing (Goyal,
 * Vin, Cheng 1996) with equal weights: the one served least goes first, and who comes back starts
 * where the others are, so idling saves nothing up.
 */
final class Share {
  private final String gamerId;
  private final Map<Integer, Map<Demand, Line>> lines = new HashMap<>();
  private double served;

  Share(String gamerId, double served) {
    this.gamerId = gamerId;
    this.served = served;
  }

  String gamerId() {
    return gamerId;
  }

  double served() {
    return served;
  }

  void serve(double tasks) {
    served += tasks;
  }

  Optional<Line> find(int priority, Demand demand) {
    return Optional.ofNullable(lines.getOrDefault(priority, Map.of()).get(demand));
  }

  Line line(int priority, Demand demand) {
    return lines
        .computeIfAbsent(priority, _ -> new HashMap<>())
        .computeIfAbsent(demand, d -> new Line(this, priority, d));
  }

  void drop(Line line) {
    Map<Demand, Line> same = lines.get(line.priority());
    if (same != null) {
      same.remove(line.demand());
      if (same.isEmpty()) {
        lines.remove(line.priority());
      }
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<Line> lines() {
    return lines.values().stream().flatMap(same -> same.values().stream()).toList();
  }
}
