package dev.p2c2g.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An accepted task without an outcome: queued, or running on one peer. */
final class OpenTask implements Timers.Owner {
  /** Priority (9 first), earliest deadline (none last), order of submission. */
  static final Comparator<OpenTask> ORDER =
      Comparator.comparingInt((OpenTask t) -> -t.spec.priority())
          .thenComparingLong(t -> t.spec.deadlineNanos().orElse(Long.MAX_VALUE))
          .thenComparingLong(t -> t.sequence);

  /** One try on one peer. */
  record Attempt(ConnectedPeer peer, long startedNanos) {}

  private final TaskSpec spec;
  private final long sequence;
  private final long acceptedNanos;
  private final Map<String, Long> orphanStarts = new HashMap<>();
  private Demand demand;
  private Optional<Attempt> running = Optional.empty();
  private int attempts;

  OpenTask(TaskSpec spec, long sequence, long nowNanos) {
    this.spec = spec;
    this.sequence = sequence;
    this.acceptedNanos = nowNanos;
    this.demand = new Demand(spec.taskType(), spec.requiredFeatures(), Set.of());
  }

  TaskSpec spec() {
    return spec;
  }

  String id() {
    return spec.taskId();
  }

  Demand demand() {
    return demand;
  }

  Optional<Attempt> running() {
    return running;
  }

  int attempts() {
    return attempts;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - acceptedNanos;
  }

  boolean overdue(long nowNanos) {
    return spec.deadlineNanos().isPresent() && spec.deadlineNanos().getAsLong() <= nowNanos;
  }

  boolean runsOn(ConnectedPeer peer) {
    return running.isPresent() && running.get().peer() == peer;
  }

  void start(ConnectedPeer peer, long nowNanos) {
    running = Optional.of(new Attempt(peer, nowNanos));
    attempts++;
    orphanStarts.remove(peer.id());
    if (!demand.triedPeers().contains(peer.id())) {
      Set<String> tried =
          Stream.concat(demand.triedPeers().stream(), Stream.of(peer.id()))
              .collect(Collectors.toUnmodifiableSet());
      demand = new Demand(demand.taskType(), demand.features(), tried);
    }
  }

  void stop() {
    running = Optional.empty();
  }

  /** The running attempt's peer is gone; should it come back with the result, that still counts. */
  void orphan() {
    running.ifPresent(a -> orphanStarts.put(a.peer().id(), a.startedNanos()));
    stop();
  }

  /** When the attempt that the peer lost by leaving had started, if there is one. */
  OptionalLong orphanStartedNanos(String peerId) {
    Long started = orphanStarts.get(peerId);
    return started == null ? OptionalLong.empty() : OptionalLong.of(started);
  }
}
