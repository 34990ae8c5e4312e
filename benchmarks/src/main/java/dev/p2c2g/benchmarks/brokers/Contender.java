package dev.p2c2g.benchmarks.brokers;

import java.io.IOException;
import java.nio.file.Path;

/** One of the systems compared: how to start its broker, its worker and its client. */
interface Contender {
  String name();

  /** The program of its broker, to be found on the path; empty for ours. */
  String program();

  /** The Debian package that has the program. */
  String debianPackage();

  /**
   * Starts the broker on a free port of the loopback address, and waits until it answers.
   *
   * @param folder an empty folder for its data and its log
   */
  Broker startBroker(Path folder) throws IOException, InterruptedException;

  /** Answers requests until the process is ended; returns once the broker knows of this worker. */
  void startWorker(int port) throws Exception;

  Client connect(int port) throws Exception;
}
