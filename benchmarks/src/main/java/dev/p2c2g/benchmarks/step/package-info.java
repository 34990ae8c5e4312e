/** What one decision of the scheduler costs, by JMH. */
package dev.p2c2g.benchmarks.step;
