package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.Event.Doubt;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One incarnation of a peer, from joining to leaving. What decides its place among the free peers
 * (lanes in use, estimates, whether it may get tasks) changes only inside {@link PeerPool#update}.
 */
final class ConnectedPeer extends Timers.Owner {
  private final String id;
  private final long order;
  private final PeerProfile profile;
  private final PeerClass group;
  private final Standing standing;
  private final Vitals vitals;
  private final Places places = new Places();
  private final List<Piece> inFlight = new ArrayList<>();
  private final List<Piece> inFlightView = Collections.unmodifiableList(inFlight);
  private boolean listed;
  private boolean draining;
  private boolean paused;
  private boolean suspected;
  private boolean avoided;
  private Doubt doubt = Doubt.NONE;
  private boolean oddSignature;
  private boolean drainedAnnounced;
  private double load;
  private long completed;
  private long failed;

  ConnectedPeer(
      String id,
      long order,
      PeerProfile profile,
      PeerClass group,
      Standing standing,
      long nowNanos) {
    this.id = id;
    this.order = order;
    this.profile = profile;
    this.group = group;
    this.standing = standing;
    this.vitals = new Vitals(nowNanos);
    this.avoided = standing.conduct.isAvoided(nowNanos);
  }

  String id() {
    return id;
  }

  /** Place in the order of registration; smaller joined earlier. */
  long order() {
    return order;
  }

  PeerProfile profile() {
    return profile;
  }

  /** The peers that offer the same. */
  PeerClass group() {
    return group;
  }

  /** Its class's own to change, as is {@link #listed}. */
  Places places() {
    return places;
  }

  /** Whether its class counts it among the free ones. */
  boolean listed() {
    return listed;
  }

  void listed(boolean on) {
    listed = on;
  }

  Standing standing() {
    return standing;
  }

  Conduct conduct() {
    return standing.conduct;
  }

  LinkEstimate link() {
    return standing.link;
  }

  /** When it was last heard, and whether it owes an answer. */
  Vitals vitals() {
    return vitals;
  }

  PeerEstimate estimate(CrowdEstimate kind, long nowNanos) {
    return standing.estimate(kind, profile, nowNanos);
  }

  double rank(CrowdEstimate kind, long nowNanos) {
    return estimate(kind, nowNanos).rank(inFlight.size(), profile.lanes());
  }

  /** What it holds, as it is at any time: copy it to walk over it while it changes. */
  List<Piece> inFlight() {
    return inFlightView;
  }

  int load() {
    return inFlight.size();
  }

  boolean isBusy() {
    return !inFlight.isEmpty();
  }

  /** It takes tasks, if only those that are for it alone. */
  boolean takesItsOwn() {
    return !draining && !paused;
  }

  /** It lied: others' tasks do not go to it. */
  boolean isSetApart() {
    return doubt == Doubt.LIED;
  }

  /** It can be counted on for tasks to come, now or later. */
  boolean staysInService() {
    return takesItsOwn() && !isSetApart();
  }

  boolean available() {
    return staysInService() && !suspected;
  }

  /** Available, and without a run of failures behind it. */
  boolean trusted() {
    return available() && !avoided;
  }

  boolean isAvoided() {
    return avoided;
  }

  boolean isSuspected() {
    return suspected;
  }

  boolean isPaused() {
    return paused;
  }

  boolean free() {
    return available() && inFlight.size() < room();
  }

  /** Free for a task that is for it alone. */
  boolean freeForItsOwn() {
    return takesItsOwn() && !suspected && inFlight.size() < room();
  }

  boolean freeThoughSetApart() {
    return isSetApart() && freeForItsOwn();
  }

  /** Its parts join with nobody else's. */
  boolean hasOddSignature() {
    return oddSignature;
  }

  private int room() {
    if (isSetApart() || standing.conduct.onProbation()) {
      return 1;
    }
    return profile.lanes() + (standing.link.waitingPays() ? 1 : 0);
  }

  void hold(Piece piece, long nowNanos) {
    if (inFlight.isEmpty()) {
      vitals.startedWork(nowNanos);
    }
    inFlight.add(piece);
  }

  void release(Piece piece) {
    inFlight.remove(piece);
  }

  void drain() {
    draining = true;
  }

  void pause(boolean on) {
    paused = on;
  }

  void suspect(boolean on) {
    suspected = on;
  }

  /** Takes its conduct into account as it is now. */
  void judge(long nowNanos) {
    avoided = isToBeAvoided(nowNanos);
  }

  /** Whether nothing has changed in it since. */
  boolean isJudgedAsOf(long nowNanos) {
    return avoided == isToBeAvoided(nowNanos);
  }

  private boolean isToBeAvoided(long nowNanos) {
    return isDoubted() || standing.conduct.isAvoided(nowNanos);
  }

  void doubt(Doubt now) {
    doubt = now;
  }

  boolean isDoubted() {
    return doubt != Doubt.NONE;
  }

  void markOddSignature() {
    oddSignature = true;
  }

  /** True the first time it is asked after the last open task of a draining peer is gone. */
  boolean becameDrained() {
    if (!draining || drainedAnnounced || !inFlight.isEmpty()) {
      return false;
    }
    drainedAnnounced = true;
    return true;
  }

  void reportLoad(double reported) {
    load = reported;
  }

  void countCompleted() {
    completed++;
  }

  void countFailed() {
    failed++;
  }

  PeerRow row() {
    Map<Kind, Double> measured = new HashMap<>();
    standing
        .estimates()
        .forEach((kind, estimate) -> {
          if (estimate.measured()) {
            measured.put(kind, estimate.nanosPerUnit());
          }
        });
    return new PeerRow(
        id,
        profile.lanes(),
        inFlight.size(),
        completed,
        failed,
        state(),
        load,
        link().roundTripNanos(),
        measured);
  }

  private PeerState state() {
    if (draining) {
      return inFlight.isEmpty() ? PeerState.DRAINED : PeerState.DRAINING;
    }
    if (paused) {
      return PeerState.PAUSED;
    }
    if (suspected) {
      return PeerState.SUSPECTED;
    }
    if (isDoubted()) {
      return PeerState.DOUBTED;
    }
    return avoided ? PeerState.AVOIDED : PeerState.ACTIVE;
  }
}
