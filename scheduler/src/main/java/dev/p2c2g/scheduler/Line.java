package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * The waiting pieces of one gamer with one priority and one demand. Starved of service it rises,
 * one priority for each aging period; a service takes it back to where it started.
 */
final class Line extends Timers.Owner {
  private static final int HIGHEST = 9;

  /**
   * Level first, then what was tried before, since its time has been running longest; then the
   * gamer who was served least, then the earliest deadline.
   */
  static final Comparator<Line> ORDER = Line::compare;

  private final Share share;
  private final Demand demand;
  private final TreeSet<Piece> pieces = new TreeSet<>(Piece.ORDER);
  private int level;

  Line(Share share, Demand demand) {
    this.share = share;
    this.demand = demand;
    this.level = share.key().priority();
  }

  private static int compare(Line a, Line b) {
    if (a.level != b.level) {
      return Integer.compare(b.level, a.level);
    }
    if (a.demand.isRetry() != b.demand.isRetry()) {
      return a.demand.isRetry() ? -1 : 1;
    }
    int byShare = Double.compare(a.share.served(), b.share.served());
    return byShare != 0 ? byShare : Piece.ORDER.compare(a.first(), b.first());
  }

  Share share() {
    return share;
  }

  Demand demand() {
    return demand;
  }

  void add(Piece piece) {
    pieces.add(piece);
  }

  void remove(Piece piece) {
    pieces.remove(piece);
  }

  Piece first() {
    return pieces.first();
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Back to its own priority. */
  void served() {
    level = share.key().priority();
  }

  void rise() {
    level = Math.min(HIGHEST, level + 1);
  }

  boolean canRise() {
    return level < HIGHEST;
  }
}
