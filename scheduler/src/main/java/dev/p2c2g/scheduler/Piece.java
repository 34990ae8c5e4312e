package dev.p2c2g.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is assigned: a whole task, or a part of one. Waits, runs on one or two peers, or is done.
 */
final class Piece extends Timers.Owner {
  /** Earliest deadline (none last), then order of submission, then of the parts. */
  static final Comparator<Piece> ORDER = Piece::compare;

  private final OpenTask task;
  private final Part part;
  private final double workUnits;
  // most pieces run once and nothing goes wrong: what is rarely needed is made when it is
  private List<Attempt> running = List.of();
  private Map<String, Attempt> orphans = Map.of();
  private List<ConnectedPeer> blamed = List.of();
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
    workUnits =
        part.isWhole()
            ? task.spec().workUnits()
            : task.spec().workUnits() * (part.toGrain() - part.fromGrain()) / task.grains();
    this.demand = demand;
  }

  private static int compare(Piece a, Piece b) {
    int byDeadline = Long.compare(a.task.deadlineNanos(), b.task.deadlineNanos());
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
    return workUnits;
  }

  /** Oldest first; at most two. Immutable: it may be walked over while attempts end. */
  List<Attempt> running() {
    return running;
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
    for (Attempt attempt : running) {
      if (attempt.peer() == peer) {
        return Optional.of(attempt);
      }
    }
    return Optional.empty();
  }

  Attempt start(ConnectedPeer peer, long nowNanos, OptionalLong expectedNanos) {
    Attempt attempt = new Attempt(peer, ++attempts, nowNanos, expectedNanos, isRunning());
    running = with(running, attempt);
    if (orphans.containsKey(peer.id())) {
      orphans.remove(peer.id());
    }
    demand = demand.triedOn(peer.id());
    return attempt;
  }

  void stop(Attempt attempt) {
    running = running.size() == 1 && running.contains(attempt) ? List.of() : without(attempt);
  }

  /** The attempt's peer cannot be reached; should it come back with the result, that counts. */
  void orphan(Attempt attempt) {
    stop(attempt);
    if (orphans.isEmpty()) {
      orphans = new HashMap<>();
    }
    orphans.put(attempt.peer().id(), attempt);
  }

  Optional<Attempt> orphanOf(String peerId) {
    return Optional.ofNullable(orphans.get(peerId));
  }

  /** The peer failed at it; whether the peer or the task is to blame shows later. */
  void blame(ConnectedPeer peer) {
    blamed = with(blamed, peer);
  }

  List<ConnectedPeer> blamed() {
    return blamed;
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

  private List<Attempt> without(Attempt attempt) {
    return running.stream().filter(other -> !other.equals(attempt)).toList();
  }

  private static <T> List<T> with(List<T> some, T another) {
    if (some.isEmpty()) {
      return List.of(another);
    }
    List<T> all = new ArrayList<>(some);
    all.add(another);
    return List.copyOf(all);
  }

  /** Its result is of no use after all. */
  void reopen() {
    finished = Optional.empty();
  }
}
