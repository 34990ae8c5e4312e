/**
 * Request to result through a broker to one worker: ours beside what one would use instead. The
 * broker, the worker and the load (this process) are a process each, for every system alike.
 */
package dev.p2c2g.benchmarks.brokers;
