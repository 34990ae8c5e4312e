package dev.p2c2g.protocol;

/**
 * Where a task's time went inside the coordinator's view, in milliseconds; {@code queue + peer =
 * total}.
 */
public record Timings(double queueMs, double peerMs, double totalMs) {}
