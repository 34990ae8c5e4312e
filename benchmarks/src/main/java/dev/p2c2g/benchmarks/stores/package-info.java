/** What durable tasks cost on real stores, beside the barest use of the same servers. */
package dev.p2c2g.benchmarks.stores;
