package dev.p2c2g.benchmarks.flood;

/** Trouble for a coordinator, from when it is made until it is closed. */
interface Attack extends AutoCloseable {
  /** Waits until it has had its first effect. */
  void awaitBegun() throws InterruptedException;

  /** How much of it there was, in words. */
  String told();

  @Override
  void close();
}
