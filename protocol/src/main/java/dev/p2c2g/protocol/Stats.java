package dev.p2c2g.protocol;

/** Counts since the coordinator started ({@code stats}). */
public record Stats(long activePeers, long pendingTasks, long completedTasks, long failedTasks)
    implements Message {}
