package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is assigned: a whole task, or a part of one. Waits, runs on one or two peers, or is done.
 */
final class Piece extends Timers.Owner {
  /** Earliest deadline (none last), then order of submission, then of the parts. */
  static final Comparator<Piece> ORDER = Piece::compare;

  private final OpenTask task;
  private final Part part;
  private final List<Attempt> running = new ArrayList<>(2);
  private final Map<String, Attempt> orphans = new HashMap<>();
  private final List<ConnectedPeer> blamed = new ArrayList<>();
  private Demand demand;
  private Optional<Finished> finished = Optional.empty();
  private boolean queued;
  private int attempts;
  private long hedgeNotBeforeNanos = Long.MIN_VALUE;

  /** How a piece was done. */
  record Finished(Attempt by, long atNanos, Answer.Done answer) {
    long peerNanos() {
      return atNanos - by.startedNanos();
    }
  }

  Piece(OpenTask task, Part part, Demand demand) {
    this.task = task;
    this.part = part;
    this.demand = demand;
  }

  private static int compare(Piece a, Piece b) {
    int byDeadline =
        Long.compare(
            a.task.spec().deadlineNanos().orElse(Long.MAX_VALUE),
            b.task.spec().deadlineNanos().orElse(Long.MAX_VALUE));
    if (byDeadline != 0) {
      return byDeadline;
    }
    int bySequence = Long.compare(a.task.sequence(), b.task.sequence());
    return bySequence != 0 ? bySequence : Integer.compare(a.part.index(), b.part.index());
  }

  OpenTask task() {
    return task;
  }

  Part part() {
    return part;
  }

  Demand demand() {
    return demand;
  }

  int attempts() {
    return attempts;
  }

  /** The task's work, shared out by the grains. */
  double workUnits() {
    return part.isWhole()
        ? task.spec().workUnits()
        : task.spec().workUnits() * (part.toGrain() - part.fromGrain()) / task.grains();
  }

  /** Oldest first; at most two. */
  List<Attempt> running() {
    return List.copyOf(running);
  }

  boolean isRunning() {
    return !running.isEmpty();
  }

  boolean isDone() {
    return finished.isPresent();
  }

  boolean isQueued() {
    return queued;
  }

  void queued(boolean on) {
    queued = on;
  }

  Optional<Attempt> runningOn(ConnectedPeer peer) {
    return running.stream().filter(a -> a.peer() == peer).findFirst();
  }

  Attempt start(ConnectedPeer peer, long nowNanos, OptionalLong expectedNanos) {
    Attempt attempt = new Attempt(peer, ++attempts, nowNanos, expectedNanos, isRunning());
    running.add(attempt);
    orphans.remove(peer.id());
    if (!demand.triedPeers().contains(peer.id())) {
      Set<String> tried =
          Stream.concat(demand.triedPeers().stream(), Stream.of(peer.id()))
              .collect(Collectors.toUnmodifiableSet());
      demand = new Demand(demand.kind(), demand.features(), tried);
    }
    return attempt;
  }

  void stop(Attempt attempt) {
    running.remove(attempt);
  }

  /** The attempt's peer cannot be reached; should it come back with the result, that counts. */
  void orphan(Attempt attempt) {
    stop(attempt);
    orphans.put(attempt.peer().id(), attempt);
  }

  Optional<Attempt> orphanOf(String peerId) {
    return Optional.ofNullable(orphans.get(peerId));
  }

  /** The peer failed at it; whether the peer or the task is to blame shows later. */
  void blame(ConnectedPeer peer) {
    blamed.add(peer);
  }

  List<ConnectedPeer> blamed() {
    return List.copyOf(blamed);
  }

  /** A second try was due and could not be: when to look again. */
  void postponeHedge(long untilNanos) {
    hedgeNotBeforeNanos = untilNanos;
  }

  long hedgeNotBeforeNanos() {
    return hedgeNotBeforeNanos;
  }

  void finish(Finished how) {
    finished = Optional.of(how);
  }

  Optional<Finished> finished() {
    return finished;
  }

  /** Its result is of no use after all. */
  void reopen() {
    finished = Optional.empty();
  }
}
