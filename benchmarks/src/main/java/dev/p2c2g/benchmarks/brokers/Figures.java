package dev.p2c2g.benchmarks.brokers;

/**
 * What was measured of one contender with one load.
 *
 * @param p50Us median time from request to result, one request at a time, in microseconds
 * @param p99Us likewise, the 99th percentile
 * @param tasksPerSecond with {@link Rounds#OUTSTANDING} requests at once
 */
record Figures(double p50Us, double p99Us, double tasksPerSecond) {}
