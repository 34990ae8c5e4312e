package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A task between submission and outcome; owned by the scheduler thread. */
final class OpenTask {
  private final Submission submission;

  /** Who works on it now; more than one when it is split, or tried by two at once. */
  private final List<Holding> holdings = new ArrayList<>(1);

  /** The parts that were given out so far; a task in one piece is its own only part. */
  private final List<Part> parts = new ArrayList<>(1);

  private final TreeMap<Integer, PartResult> done = new TreeMap<>();

  /** One peer's hold on a part, and since when. */
  record Holding(WorkId work, String peerId, int attempt, long sinceNanos) {}

  OpenTask(Submission submission) {
    this.submission = submission;
  }

  Submission submission() {
    return submission;
  }

  List<Holding> holdings() {
    return List.copyOf(holdings);
  }

  List<Holding> holdingsOf(String peerId) {
    return holdings.stream().filter(holding -> holding.peerId().equals(peerId)).toList();
  }

  /** Since when the peer has that part; empty where it has not, any more. */
  OptionalLong sinceNanos(String peerId, WorkId work) {
    return holdings.stream()
        .filter(h -> h.peerId().equals(peerId) && h.work().equals(work))
        .mapToLong(Holding::sinceNanos)
        .findFirst();
  }

  /** Notes who has the part now. */
  void assign(Command.Assign assign, long nowNanos) {
    if (!parts.contains(assign.part())) {
      parts.add(assign.part());
    }
    var work = WorkId.of(submission.taskId(), assign.part());
    holdings.add(new Holding(work, assign.peerId(), assign.attempt(), nowNanos));
  }

  /** The part of that name; empty when nobody was ever given it. */
  Optional<Part> part(WorkId work) {
    return parts.stream().filter(p -> WorkId.of(submission.taskId(), p).equals(work)).findFirst();
  }

  /** The name of a part that was given out, by its index. */
  WorkId work(int index) {
    return new WorkId(submission.taskId(), index, parts.getFirst().count());
  }

  void takenFrom(String peerId) {
    holdings.removeIf(holding -> holding.peerId().equals(peerId));
  }

  void takenFrom(String peerId, int part) {
    holdings.removeIf(h -> h.peerId().equals(peerId) && h.work().part() == part);
  }

  /** Keeps a part's result; bytes held by the one it replaces, 0 for none. */
  int keep(int part, PartResult result) {
    return Optional.ofNullable(done.put(part, result)).map(PartResult::heldBytes).orElse(0);
  }

  /** The results of the parts, from the top of the picture. */
  List<PartResult> done() {
    return List.copyOf(done.values());
  }
}
