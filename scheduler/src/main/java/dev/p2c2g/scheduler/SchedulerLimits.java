package dev.p2c2g.scheduler;

import java.util.Set;

/**
 * The bounds the scheduler works within.
 *
 * @param maxPeers connected peers, at least 1
 * @param maxQueuedTasks tasks that wait for a peer, at least 0. New tasks beyond it are refused; a
 *     task already accepted that lost its peer waits even above it, so at worst the queue holds
 *     this plus twice as many tasks as peers have had lanes at one time
 * @param maxAttempts tries per task, the first included, at least 1
 * @param taskTimeoutNanos longest time for one attempt, above 0
 * @param heartbeatTimeoutNanos silence after which a peer is evicted, above 0
 * @param knownTaskTypes task types accepted even while no connected peer offers them
 * @param policy how it weighs what it may
 */
public record SchedulerLimits(
    int maxPeers,
    int maxQueuedTasks,
    int maxAttempts,
    long taskTimeoutNanos,
    long heartbeatTimeoutNanos,
    Set<String> knownTaskTypes,
    SchedulingPolicy policy) {

  /** The first try and three retries. */
  public static final int DEFAULT_MAX_ATTEMPTS = 4;

  public SchedulerLimits {
    Require.atLeast("maxPeers", maxPeers, 1);
    Require.atLeast("maxQueuedTasks", maxQueuedTasks, 0);
    Require.atLeast("maxAttempts", maxAttempts, 1);
    Require.atLeast("taskTimeoutNanos", taskTimeoutNanos, 1);
    Require.atLeast("heartbeatTimeoutNanos", heartbeatTimeoutNanos, 1);
    knownTaskTypes = Set.copyOf(knownTaskTypes);
  }

  /** The same with another policy. */
  public SchedulerLimits withPolicy(SchedulingPolicy changed) {
    return new SchedulerLimits(
        maxPeers,
        maxQueuedTasks,
        maxAttempts,
        taskTimeoutNanos,
        heartbeatTimeoutNanos,
        knownTaskTypes,
        changed);
  }
}
