/** Measures what docs/benchmarks.md states. Start with {@code ./p2c2g bench}. */
package dev.p2c2g.benchmarks;
