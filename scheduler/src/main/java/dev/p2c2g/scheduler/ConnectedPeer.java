package dev.p2c2g.scheduler;

import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One incarnation of a peer, from joining to leaving. What decides its place among the free peers
 * (lanes in use, estimates, draining) changes only inside {@link PeerPool#update}.
 */
final class ConnectedPeer implements Timers.Owner {
  private final String id;
  private final long order;
  private final PeerProfile profile;
  private final Set<OpenTask> inFlight = new LinkedHashSet<>();
  private final Map<String, PeerEstimate> estimates = new HashMap<>();
  private boolean draining;
  private boolean drainedAnnounced;
  private long lastSeenNanos;
  private double load;
  private long completed;
  private long failed;

  ConnectedPeer(String id, long order, PeerProfile profile, long nowNanos) {
    this.id = id;
    this.order = order;
    this.profile = profile;
    this.lastSeenNanos = nowNanos;
    profile.taskTypes().forEach(t -> estimates.put(t, new PeerEstimate(profile, nowNanos)));
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

  List<OpenTask> inFlight() {
    return List.copyOf(inFlight);
  }

  boolean accepting() {
    return !draining;
  }

  boolean free() {
    return accepting() && inFlight.size() < profile.lanes();
  }

  double rank(String taskType) {
    return estimate(taskType).rank(inFlight.size(), profile.lanes());
  }

  PeerEstimate estimate(String taskType) {
    PeerEstimate estimate = estimates.get(taskType);
    if (estimate == null) {
      throw new IllegalStateException(
          "peer " + id + " has no task type " + taskType + "; only its own may be asked for");
    }
    return estimate;
  }

  void hold(OpenTask task) {
    inFlight.add(task);
  }

  void release(OpenTask task) {
    inFlight.remove(task);
  }

  void drain() {
    draining = true;
  }

  /** True the first time it is asked after the last open task of a draining peer is gone. */
  boolean becameDrained() {
    if (!draining || drainedAnnounced || !inFlight.isEmpty()) {
      return false;
    }
    drainedAnnounced = true;
    return true;
  }

  void seen(long nowNanos) {
    lastSeenNanos = nowNanos;
  }

  long lastSeenNanos() {
    return lastSeenNanos;
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
    Map<String, Double> measured = new HashMap<>();
    estimates.forEach((type, estimate) -> {
      if (estimate.measured()) {
        measured.put(type, estimate.nanosPerUnit());
      }
    });
    return new PeerRow(
        id, profile.lanes(), inFlight.size(), completed, failed, state(), load, measured);
  }

  private PeerState state() {
    if (accepting()) {
      return PeerState.ACTIVE;
    }
    return inFlight.isEmpty() ? PeerState.DRAINED : PeerState.DRAINING;
  }
}
