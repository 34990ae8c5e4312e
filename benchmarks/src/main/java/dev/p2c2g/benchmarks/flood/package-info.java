/** What a coordinator's honest gamers notice of others who trouble it. */
package dev.p2c2g.benchmarks.flood;
