/** What failing, stalling, slow and many peers cost, measured on a real coordinator. */
package dev.p2c2g.benchmarks.scheduling;
