package dev.p2c2g.benchmarks;

/** One request and its answer, timed by the caller. */
interface Exchange extends AutoCloseable {
  /** Blocks until the whole answer is here. */
  void run() throws Exception;

  @Override
  void close();
}
