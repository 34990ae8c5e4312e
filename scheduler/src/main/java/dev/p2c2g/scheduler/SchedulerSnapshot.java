package dev.p2c2g.scheduler;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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
 * @param failover what was done about slow and silent peers
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
    Failover failover,
    List<PeerRow> peers) {
  public SchedulerSnapshot {
    peers = List.copyOf(peers);
  }

  /**
   * Counts since the start.
   *
   * @param hedges second tries beside a running one
   * @param hedgesWon those whose result came first
   * @param suspicions times a peer that held work fell silent
   * @param stalls times it was silent for so long that its work was taken away
   * @param splits tasks that were split
   * @param handedBack attempts that paused peers gave back
   */
  public record Failover(
      long hedges, long hedgesWon, long suspicions, long stalls, long splits, long handedBack) {
    public static final Failover NONE = new Failover(0, 0, 0, 0, 0, 0);
  }

  /** What a peer is doing. */
  public enum PeerState {
    /** Takes tasks. */
    ACTIVE,
    /** Holds work and is silent; gets no more until it is heard. */
    SUSPECTED,
    /** Failed often; gets tasks only when nobody else could do them, until its time is over. */
    AVOIDED,
    /**
     * It lied, or its results were not looked at for long; gets tasks only when nobody else could.
     */
    DOUBTED,
    /** Its owner wants the machine. */
    PAUSED,
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
   * @param roundTripNanos of probes; empty until one was answered
   * @param nanosPerWorkUnit estimate by {@link Kind}, measured ones only
   */
  public record PeerRow(
      String peerId,
      int lanes,
      int inFlight,
      long completed,
      long failed,
      PeerState state,
      double load,
      OptionalLong roundTripNanos,
      Map<Kind, Double> nanosPerWorkUnit) {
    public PeerRow {
      nanosPerWorkUnit = Map.copyOf(nanosPerWorkUnit);
    }
  }
}
