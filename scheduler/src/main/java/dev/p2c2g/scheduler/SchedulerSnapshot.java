package dev.p2c2g.scheduler;

import java.util.List;
import java.util.Map;

/**
 * An immutable picture of the scheduler between two steps; safe to hand to any thread.
 *
 * @param activePeers connected peers that take new tasks; draining ones are only in {@code peers}
 * @param pendingTasks accepted tasks without an outcome, queued and running
 * @param queuedTasks the pending ones that wait for a peer
 * @param completedTasks tasks that ended with a result
 * @param failedTasks accepted tasks that ended without one, cancelled ones not among them
 * @param cancelledTasks tasks their gamer cancelled
 * @param ignoredResults results that belonged to no open attempt
 * @param retries attempts beyond a task's first
 * @param peers connected peers in order of registration
 */
public record SchedulerSnapshot(
    int activePeers,
    int pendingTasks,
    int queuedTasks,
    long completedTasks,
    long failedTasks,
    long cancelledTasks,
    long ignoredResults,
    long retries,
    List<PeerRow> peers) {
  public SchedulerSnapshot {
    peers = List.copyOf(peers);
  }

  /** What a peer is doing. */
  public enum PeerState {
    /** Takes tasks. */
    ACTIVE,
    /** Takes no new tasks, still works on some. */
    DRAINING,
    /** Takes no new tasks and holds none. */
    DRAINED
  }

  /**
   * One connected peer.
   *
   * @param completed tasks it completed since it joined
   * @param failed attempts that failed or timed out on it since it joined
   * @param load as it last reported, 0.0 to 1.0
   * @param nanosPerWorkUnit estimate by task type, measured ones only
   */
  public record PeerRow(
      String peerId,
      int lanes,
      int inFlight,
      long completed,
      long failed,
      PeerState state,
      double load,
      Map<String, Double> nanosPerWorkUnit) {
    public PeerRow {
      nanosPerWorkUnit = Map.copyOf(nanosPerWorkUnit);
    }
  }
}
