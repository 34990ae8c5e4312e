package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One gamer's waiting pieces of one priority. Gamers are served in turns after start-time fair
 * queueing (Goyal, Vin, Cheng 1996) with equal weights: the one served least goes first, and who
 * comes back starts where the others of that priority are, so idling saves nothing up.
 */
final class Share {
  private final Key key;
  private final Map<Demand, Line> lines = new HashMap<>();
  private double served;

  /** Whose turn it is, and among whom. */
  record Key(String gamerId, int priority) {
    static Key of(Piece piece) {
      TaskSpec spec = piece.task().spec();
      return new Key(spec.gamerId(), spec.priority());
    }
  }

  Share(Key key, double served) {
    this.key = key;
    this.served = served;
  }

  Key key() {
    return key;
  }

  double served() {
    return served;
  }

  void serve(double tasks) {
    served += tasks;
  }

  Optional<Line> find(Demand demand) {
    return Optional.ofNullable(lines.get(demand));
  }

  Line line(Demand demand) {
    return lines.computeIfAbsent(demand, d -> new Line(this, d));
  }

  void drop(Line line) {
    lines.remove(line.demand());
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<Line> lines() {
    return List.copyOf(lines.values());
  }
}
