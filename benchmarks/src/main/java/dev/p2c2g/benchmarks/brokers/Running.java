package dev.p2c2g.benchmarks.brokers;

import dev.p2c2g.cli.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;

/** One contender at work: its broker's process, its worker's, and a client in this one. */
record Running(Contender contender, Broker broker, ChildJvm worker, Client client)
    implements AutoCloseable {

  /**
   * @param folder for the broker's data
   */
  static Running start(Contender contender, Path folder) throws Exception {
    var broker = contender.startBroker(Files.createDirectory(folder.resolve(contender.name())));
    try {
      var port = Integer.toString(broker.port());
      var worker = ChildJvm.start(Worker.class.getName(), contender.name(), port);
      worker.awaitLine("ready");
      return new Running(contender, broker, worker, contender.connect(broker.port()));
    } catch (Exception e) {
      broker.close();
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
    worker.close();
    broker.close();
  }
}
