package dev.p2c2g.scheduler;

import java.util.HashSet;
import java.util.Set;

/** What the auditor believes about a connected peer. */
final class ModelPeer {
  final String id;
  final PeerProfile profile;
  final Set<String> running = new HashSet<>();
  long lastSeenNanos;
  boolean draining;
  boolean drainedSaid;

  ModelPeer(String id, PeerProfile profile, long nowNanos) {
    this.id = id;
    this.profile = profile;
    this.lastSeenNanos = nowNanos;
  }

  boolean capable(TaskSpec spec) {
    return profile.taskTypes().contains(spec.taskType())
        && profile.features().containsAll(spec.requiredFeatures());
  }

  boolean free() {
    return !draining && running.size() < profile.lanes();
  }
}
