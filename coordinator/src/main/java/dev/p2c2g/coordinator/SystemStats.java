package dev.p2c2g.coordinator;

/**
 * Counts of the whole system at one instant.
 *
 * @param activePeers peers that take tasks now
 * @param pendingTasks accepted tasks without an outcome
 * @param completedTasks tasks that ended with a result, since the start
 * @param failedTasks accepted tasks that ended without one and were not cancelled, since the start
 */
public record SystemStats(
    int activePeers, int pendingTasks, long completedTasks, long failedTasks) {}
