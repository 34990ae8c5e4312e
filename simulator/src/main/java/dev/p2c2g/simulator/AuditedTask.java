package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An accepted task without an outcome. */
final class AuditedTask {
  final TaskSpec spec;
  final long acceptedNanos;
  List<AuditedPiece> pieces;

  AuditedTask(TaskSpec spec, long acceptedNanos) {
    this.spec = spec;
    this.acceptedNanos = acceptedNanos;
    pieces = List.of(new AuditedPiece(this, Part.WHOLE));
  }

  boolean isSplit() {
    return pieces.size() > 1;
  }

  /** The grains are known for each part only once it is assigned. */
  void split(int count) {
    pieces =
        IntStream.range(0, count)
            .mapToObj(i -> new AuditedPiece(this, new Part(i, count, 0, 0)))
            .toList();
  }

  boolean overdue(long nowNanos) {
    return deadlineNanos() <= nowNanos;
  }

  long deadlineNanos() {
    return spec.deadlineNanos().orElse(Long.MAX_VALUE);
  }

  int attempts() {
    int most = 0;
    for (AuditedPiece piece : pieces) {
      most = Math.max(most, piece.attempts);
    }
    return most;
  }

  boolean isRunning() {
    for (AuditedPiece piece : pieces) {
      if (!piece.running.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean isDone() {
    for (AuditedPiece piece : pieces) {
      if (!piece.done) {
        return false;
      }
    }
    return true;
  }

  /** Once all parts are done: those whose signature is not the most frequent, or first, one. */
  List<AuditedPiece> oddOnes() {
    if (!isSplit() || !isDone()) {
      return List.of();
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    pieces.forEach(piece -> counts.merge(piece.signature, 1, Integer::sum));
    int most = Collections.max(counts.values());
    String usual =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .findFirst()
            .orElseThrow()
            .getKey();
    return pieces.stream().filter(piece -> !piece.signature.equals(usual)).toList();
  }
}
