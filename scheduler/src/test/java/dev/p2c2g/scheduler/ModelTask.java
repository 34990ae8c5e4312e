package dev.p2c2g.scheduler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the auditor believes about an open task. */
final class ModelTask {
  final TaskSpec spec;
  final long sequence;
  final long acceptedNanos;
  final Set<String> tried = new HashSet<>();
  final Map<String, Long> orphans = new HashMap<>();
  int attempts;

  /** Empty while queued. */
  String runningOn = "";

  long startedNanos;

  ModelTask(TaskSpec spec, long sequence, long acceptedNanos) {
    this.spec = spec;
    this.sequence = sequence;
    this.acceptedNanos = acceptedNanos;
  }

  boolean queued() {
    return runningOn.isEmpty();
  }

  boolean overdue(long nowNanos) {
    return deadline() <= nowNanos;
  }

  long deadline() {
    return spec.deadlineNanos().orElse(Long.MAX_VALUE);
  }

  boolean comesBefore(ModelTask other) {
    if (spec.priority() != other.spec.priority()) {
      return spec.priority() > other.spec.priority();
    }
    if (deadline() != other.deadline()) {
      return deadline() < other.deadline();
    }
    return sequence < other.sequence;
  }
}
