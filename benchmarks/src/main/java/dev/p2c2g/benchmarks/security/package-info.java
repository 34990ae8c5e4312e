/** What it costs to keep strangers out. */
package dev.p2c2g.benchmarks.security;
