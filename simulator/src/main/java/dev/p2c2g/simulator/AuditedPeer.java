package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.PeerProfile;
import java.util.ArrayList;
import java.util.List;

/** A connected peer. */
final class AuditedPeer {
  final String id;
  final PeerProfile profile;
  final List<AuditedAttempt> running = new ArrayList<>(2);
  long heardNanos;
  boolean suspected;
  boolean draining;
  boolean drainedSaid;
  boolean paused;

  AuditedPeer(String id, PeerProfile profile, long nowNanos) {
    this.id = id;
    this.profile = profile;
    this.heardNanos = nowNanos;
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
    suspected = false;
  }

  /** So much of its silence was the coordinator's own. */
  void excuse(long nanos, long nowNanos) {
    heardNanos = Math.min(nowNanos, heardNanos + nanos);
  }

  /** Whether it may get work now, were a lane free. */
  boolean isAvailable() {
    return !draining && !paused && !suspected;
  }

  /** At most one more than it has lanes. */
  int room() {
    return profile.lanes() + 1;
  }
}
