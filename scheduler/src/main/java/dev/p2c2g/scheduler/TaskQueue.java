package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The pieces that wait for a peer. Those with the same {@link Demand} form a group of {@link
 * Line}s, and only each group's first piece is visible: if no peer suits it, none suits those
 * behind it either, and the next group's first is looked at.
 */
final class TaskQueue {
  private static final int PRIORITIES = 10;

  private final Timers timers;
  private final long agingNanos;
  private final Map<Share.Key, Share> shares = new HashMap<>();
  private final Map<Demand, Group> groups = new HashMap<>();
  private final NavigableSet<Group> ordered = new TreeSet<>(Group.ORDER);

  /** How far the gamers of each priority have come. */
  private final double[] served = new double[PRIORITIES];

  private int size;

  /** The lines of one demand; never empty while it is in a set. */
  private record Group(Demand demand, NavigableSet<Line> lines) {
    static final Comparator<Group> ORDER =
        Comparator.comparing(group -> group.lines().first(), Line.ORDER);
  }

  TaskQueue(Timers timers, long agingNanos) {
    this.timers = timers;
    this.agingNanos = agingNanos;
  }

  int size() {
    return size;
  }

  void add(Piece piece, long nowNanos) {
    Share share =
        shares.computeIfAbsent(Share.Key.of(piece), key -> new Share(key, served[key.priority()]));
    Line line = share.line(piece.demand());
    if (line.isEmpty()) {
      line.add(piece);
      restartAging(line, nowNanos);
    } else {
      hide(line);
      line.add(piece);
    }
    show(line);
    size++;
  }

  /** Takes out a waiting piece that is not wanted any more. */
  void remove(Piece piece) {
    Line line = lineOf(piece);
    hide(line);
    line.remove(piece);
    size--;
    if (line.isEmpty()) {
      drop(line);
    } else {
      show(line);
    }
  }

  /** Takes out a waiting piece that starts: its gamer was served. */
  void serve(Piece piece, long nowNanos) {
    Line line = lineOf(piece);
    remove(piece);
    if (!piece.demand().isRetry()) {
      int priority = line.share().key().priority();
      served[priority] = Math.max(served[priority], line.share().served());
      reorder(line.share(), () -> line.share().serve(1.0 / piece.part().count()));
    }
    if (!line.isEmpty()) {
      hide(line);
      line.served();
      restartAging(line, nowNanos);
      show(line);
    }
  }

  /** A line was not served for an aging period. */
  void rise(Line line, long nowNanos) {
    hide(line);
    line.rise();
    if (line.canRise()) {
      restartAging(line, nowNanos);
    }
    show(line);
  }

  /** The first piece of each group, the foremost first; good until the queue changes. */
  Iterable<Piece> firsts() {
    return () -> {
      Iterator<Group> groups = ordered.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return groups.hasNext();
        }

        @Override
        public Piece next() {
          return groups.next().lines().first().first();
        }
      };
    };
  }

  private Line lineOf(Piece piece) {
    return Optional.ofNullable(shares.get(Share.Key.of(piece)))
        .flatMap(share -> share.find(piece.demand()))
        .orElseThrow(() ->
            new IllegalStateException("a piece of task " + piece.task().id() + " is not queued"));
  }

  private void restartAging(Line line, long nowNanos) {
    timers.set(line, Timers.after(nowNanos, agingNanos));
  }

  private void drop(Line line) {
    timers.clear(line);
    line.share().drop(line);
    if (line.share().isEmpty()) {
      shares.remove(line.share().key());
    }
  }

  /** Changes what all lines of a gamer are sorted by. */
  private void reorder(Share share, Runnable change) {
    List<Line> lines = share.lines();
    lines.forEach(this::hide);
    change.run();
    lines.forEach(this::show);
  }

  private void hide(Line line) {
    Group group = groups.get(line.demand());
    if (group == null) {
      throw new IllegalStateException("no group for " + line.demand());
    }
    ordered.remove(group);
    group.lines().remove(line);
    if (group.lines().isEmpty()) {
      groups.remove(group.demand());
    } else {
      ordered.add(group);
    }
  }

  private void show(Line line) {
    Group group =
        groups.computeIfAbsent(line.demand(), d -> new Group(d, new TreeSet<>(Line.ORDER)));
    if (!group.lines().isEmpty()) {
      ordered.remove(group);
    }
    group.lines().add(line);
    ordered.add(group);
  }
}
