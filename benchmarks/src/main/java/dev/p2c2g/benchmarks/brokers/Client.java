package dev.p2c2g.benchmarks.brokers;

import java.util.concurrent.CompletableFuture;

/** One connection that asks for work; called by one thread. */
interface Client extends AutoCloseable {
  /**
   * Sends a request and returns at once.
   *
   * @return completed with the length of the result in bytes
   */
  CompletableFuture<Integer> request(Load load, byte[] request) throws Exception;

  @Override
  void close();
}
