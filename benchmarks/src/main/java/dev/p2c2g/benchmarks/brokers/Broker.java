package dev.p2c2g.benchmarks.brokers;

/** A broker's process, ended by closing it. */
interface Broker extends AutoCloseable {
  int port();

  @Override
  void close();
}
