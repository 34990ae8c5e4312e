/**
 * Where tasks without a deadline are kept, so that they outlive connections and processes: what a
 * store must be able to do, and one that keeps everything in memory. Knows bytes and names only;
 * what is in a task is its users' business.
 */
package dev.p2c2g.store;
