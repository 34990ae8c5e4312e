package dev.p2c2g.benchmarks.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One peer struck while frames stream.
 *
 * @param victim its name
 * @param struckNanos when the signal was sent
 * @param frames all that were submitted, before and after
 * @param works what the peers said of each piece of work
 */
record Repetition(
    String victim, long struckNanos, List<Frame> frames, List<List<Journal.Entry>> works) {
  /** Work that is submitted later finds the failure known. */
  private static final long UNNOTICED_NANOS = 50_000_000;

  /** What the victim finished just before it was struck arrives within this. */
  private static final long ON_ITS_WAY_NANOS = 15_000_000;

  /**
   * A piece of work that was the victim's.
   *
   * @param elsewhereNanos when another peer had it; where none ever had, when its frame ended
   */
  record Moved(Frame frame, long elsewhereNanos) {
    /** Counted from an instant, or from the frame's submission where that is later. */
    long sinceNanos(long instantNanos) {
      return elsewhereNanos - Math.max(instantNanos, frame.submittedNanos());
    }
  }

  /** All that the victim held, or was being given, when it was struck. */
  List<Moved> moved() {
    Map<String, Frame> byTask =
        frames.stream().collect(Collectors.toMap(Frame::taskId, Function.identity(), (a, _) -> a));
    var moved = new ArrayList<Moved>();
    for (var work : works) {
      var frame = Optional.ofNullable(byTask.get(work.getFirst().task()));
      frame
          .filter(f -> wasTheVictims(work, f))
          .ifPresent(f -> moved.add(new Moved(f, elsewhereNanos(work, f))));
    }
    return moved;
  }

  private boolean wasTheVictims(List<Journal.Entry> work, Frame frame) {
    var early = work.stream().filter(e -> e.atNanos() < struckNanos).toList();
    var finished = early.stream().anyMatch(e -> isTheVictims(e) && e.sent());
    var others = work.stream().filter(e -> !isTheVictims(e)).toList();
    var neverTheVictims = others.stream().anyMatch(e -> e.attempt() == 1 || early.contains(e));
    var onItsWay = others.isEmpty() && frame.endedNanos() < struckNanos + ON_ITS_WAY_NANOS;
    return !finished
        && !neverTheVictims
        && !onItsWay
        && frame.submittedNanos() < struckNanos + UNNOTICED_NANOS;
  }

  private boolean isTheVictims(Journal.Entry entry) {
    return entry.peer().equals(victim);
  }

  private long elsewhereNanos(List<Journal.Entry> work, Frame frame) {
    return work.stream()
        .filter(e -> !isTheVictims(e) && !e.sent())
        .mapToLong(Journal.Entry::atNanos)
        .min()
        .orElse(frame.endedNanos());
  }
}
