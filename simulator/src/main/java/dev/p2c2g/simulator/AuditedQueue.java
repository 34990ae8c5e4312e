package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits, counted. First tries that ask the same of a peer form a crowd of lines, one for each
 * gamer and priority.
 */
final class AuditedQueue {
  static final int PRIORITIES = 10;

  private final Map<Asked, Crowd> crowds = new LinkedHashMap<>();
  private int pieces;
  private int firstTries;

  private record Asked(Kind kind, Set<String> features) {}

  /** First tries that suit the same peers. */
  static final class Crowd {
    final int[] waiting = new int[PRIORITIES];
    final Map<String, Line[]> lines = new LinkedHashMap<>();

    private Line line(TaskSpec spec) {
      Line[] ofGamer = lines.get(spec.gamerId());
      if (ofGamer == null) {
        ofGamer = new Line[PRIORITIES];
        for (int i = 0; i < PRIORITIES; i++) {
          ofGamer[i] = new Line();
        }
        lines.put(spec.gamerId(), ofGamer);
      }
      return ofGamer[spec.priority()];
    }
  }

  /** The first tries of one gamer with one priority. */
  static final class Line {
    int waiting;
    long waitsSinceNanos;
    long servedNanos = Long.MIN_VALUE;
    double served;

    /** Nobody owes it a service from before this instant. */
    long countsFromNanos() {
      return Math.max(waitsSinceNanos, servedNanos);
    }
  }

  /** Where a piece waits until its first try. */
  record Seat(Crowd crowd, Line line) {}

  int pieces() {
    return pieces;
  }

  int firstTries() {
    return firstTries;
  }

  Collection<Crowd> crowds() {
    return crowds.values();
  }

  /** What a piece asks of a peer never changes, nor does whose it is: both are looked up once. */
  Crowd crowdOf(AuditedPiece piece) {
    return seatOf(piece).crowd();
  }

  Line lineOf(AuditedPiece piece) {
    return seatOf(piece).line();
  }

  private Seat seatOf(AuditedPiece piece) {
    if (piece.seat.isEmpty()) {
      Crowd crowd = findCrowd(piece);
      piece.seat = Optional.of(new Seat(crowd, crowd.line(piece.task.spec)));
    }
    return piece.seat.get();
  }

  private Crowd findCrowd(AuditedPiece piece) {
    TaskSpec spec = piece.task.spec;
    Set<String> features = spec.requiredFeatures();
    if (!piece.part.isWhole()) {
      features = new HashSet<>(features);
      features.add(spec.splitting().orElseThrow().feature());
    }
    return crowds.computeIfAbsent(new Asked(spec.kind(), features), _ -> new Crowd());
  }

  void enter(AuditedPiece piece, long nowNanos) {
    pieces++;
    if (piece.isFirstTry()) {
      firstTries++;
      Crowd crowd = crowdOf(piece);
      crowd.waiting[piece.task.spec.priority()]++;
      Line line = lineOf(piece);
      if (line.waiting++ == 0) {
        line.waitsSinceNanos = nowNanos;
      }
    }
  }

  /** To be called before anything about the piece changes. */
  void leave(AuditedPiece piece) {
    pieces--;
    if (piece.isFirstTry()) {
      firstTries--;
      Crowd crowd = crowdOf(piece);
      crowd.waiting[piece.task.spec.priority()]--;
      lineOf(piece).waiting--;
    }
  }

  /** A gamer's lines and what they were given, by crowd. */
  Map<Line, Double> servedUntilNow() {
    Map<Line, Double> served = new HashMap<>();
    for (Crowd crowd : crowds.values()) {
      for (Line[] lines : crowd.lines.values()) {
        for (Line line : lines) {
          served.put(line, line.served);
        }
      }
    }
    return served;
  }
}
