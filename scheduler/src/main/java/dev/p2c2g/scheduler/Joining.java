package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Piece.Finished;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends split tasks. Parts join only when all have the same signature; those that differ from most
 * are done again elsewhere, and their peers do no more parts.
 */
final class Joining {
  private final CoreState state;
  private final Outcomes outcomes;

  Joining(CoreState state, Outcomes outcomes) {
    this.state = state;
    this.outcomes = outcomes;
  }

  void done(Piece piece, Finished how) {
    piece.finish(how);
    OpenTask task = piece.task();
    String peerId = how.by().peer().id();
    if (task.isSplit()) {
      state.emit(new Command.PartDone(task.id(), piece.part().index(), peerId));
    }
    if (!task.isDone()) {
      return;
    }
    List<Piece> odd = odd(task);
    if (odd.isEmpty()) {
      outcomes.complete(task, peerId);
    } else {
      odd.forEach(this::redo);
    }
  }

  private void redo(Piece piece) {
    Finished how = piece.finished().orElseThrow();
    how.by().peer().markOddSignature();
    piece.reopen();
    // the one before may have been the last straw
    if (outcomes.isOpen(piece.task())) {
      outcomes.lost(piece, "part %d does not join with the others".formatted(piece.part().index()));
    }
  }

  private static List<Piece> odd(OpenTask task) {
    String first = signature(task.whole());
    boolean same = true;
    for (Piece piece : task.pieces()) {
      same &= signature(piece).equals(first);
    }
    if (same) {
      return List.of();
    }
    String usual = mostFrequent(task);
    return task.pieces().stream().filter(piece -> !signature(piece).equals(usual)).toList();
  }

  /** Among equally frequent ones the first. */
  private static String mostFrequent(OpenTask task) {
    Map<String, Long> counts =
        task.pieces().stream()
            .collect(
                Collectors.groupingBy(
                    Joining::signature, LinkedHashMap::new, Collectors.counting()));
    long most = Collections.max(counts.values());
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String signature(Piece piece) {
    return piece.finished().orElseThrow().answer().signature();
  }
}
