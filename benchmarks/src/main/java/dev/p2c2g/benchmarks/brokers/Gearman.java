package dev.p2c2g.benchmarks.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gearman with foreground jobs, which live in the server's memory. */
final class Gearman implements Contender {
  static final String FUNCTION = "work";

  @Override
  public String name() {
    return "gearmand";
  }

  @Override
  public String program() {
    return "gearmand";
  }

  @Override
  public String debianPackage() {
    return "gearman-job-server";
  }

  @Override
  public Broker startBroker(Path folder) throws IOException, InterruptedException {
    var port = ServerProcess.freePort();
    var command =
        List.of(
            ServerProcess.find(program()).orElseThrow().toString(),
            "--listen=127.0.0.1",
            "--port=" + port,
            "--log-file=stderr",
            "--pid-file=" + folder.resolve("gearmand.pid"),
            "--config-file=" + Files.createFile(folder.resolve("empty.conf")));
    return ServerProcess.start(port, folder, Map.of(), command);
  }

  @Override
  public void startWorker(int port) throws IOException {
    new GearmanWorker(new GearmanLink(port)).start();
  }

  @Override
  public Client connect(int port) throws IOException {
    return new GearmanClient(new GearmanLink(port));
  }
}
