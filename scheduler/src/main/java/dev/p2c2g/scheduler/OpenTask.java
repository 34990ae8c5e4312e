package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An accepted task without an outcome: one piece, or, once it was split, several. */
final class OpenTask {
  private final TaskSpec spec;
  private final long sequence;
  private final long acceptedNanos;
  private final CrowdEstimate crowd;
  private final long deadlineNanos;
  private List<Piece> pieces;

  OpenTask(TaskSpec spec, CrowdEstimate crowd, long sequence, long nowNanos) {
    this.spec = spec;
    this.sequence = sequence;
    this.acceptedNanos = nowNanos;
    this.crowd = crowd;
    deadlineNanos = spec.deadlineNanos().orElse(Timers.NEVER);
    pieces =
        List.of(
            new Piece(
                this, Part.WHOLE, new Demand(crowd, spec.requiredFeatures(), spec.onlyPeer())));
  }

  TaskSpec spec() {
    return spec;
  }

  String id() {
    return spec.taskId();
  }

  long sequence() {
    return sequence;
  }

  /** {@link Timers#NEVER} without one. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /** What tasks of its kind take. */
  CrowdEstimate crowd() {
    return crowd;
  }

  /** In order of the parts; immutable. */
  List<Piece> pieces() {
    return pieces;
  }

  /** The piece of that index, if the task is in so many. */
  Optional<Piece> piece(int index) {
    return index >= 0 && index < pieces.size() ? Optional.of(pieces.get(index)) : Optional.empty();
  }

  /** The only piece of a task that was not split. */
  Piece whole() {
    return pieces.getFirst();
  }

  boolean isSplit() {
    return pieces.size() > 1;
  }

  int grains() {
    return spec.splitting().map(Splitting::grains).orElse(1);
  }

  /** Cuts a task of which nothing ran yet into runs of so many grains, the last one the rest. */
  void split(int grainsEach) {
    Splitting splitting = spec.splitting().orElseThrow();
    Demand demand = whole().demand().ofParts(splitting);
    int count = Math.ceilDiv(splitting.grains(), grainsEach);
    List<Piece> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int to = Math.min(splitting.grains(), (i + 1) * grainsEach);
      parts.add(new Piece(this, new Part(i, count, i * grainsEach, to), demand));
    }
    pieces = List.copyOf(parts);
  }

  /** Attempts started so far, of the piece that took most. */
  int attempts() {
    int most = 0;
    for (Piece piece : pieces) {
      most = Math.max(most, piece.attempts());
    }
    return most;
  }

  boolean isDone() {
    for (Piece piece : pieces) {
      if (!piece.isDone()) {
        return false;
      }
    }
    return true;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - acceptedNanos;
  }

  boolean overdue(long nowNanos) {
    return timeLeftNanos(nowNanos) <= 0;
  }

  /** Until the deadline; endless without one. */
  long timeLeftNanos(long nowNanos) {
    return deadlineNanos == Timers.NEVER ? Long.MAX_VALUE : deadlineNanos - nowNanos;
  }
}
