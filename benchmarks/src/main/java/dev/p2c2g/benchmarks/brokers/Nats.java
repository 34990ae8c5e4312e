package dev.p2c2g.benchmarks.brokers;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** NATS request-reply: core NATS, nothing is stored. */
final class Nats implements Contender {
  private static final String SUBJECT = "work";
  private static final int MAX_PAYLOAD = 8 << 20;

  @Override
  public String name() {
    return "NATS";
  }

  @Override
  public String program() {
    return "nats-server";
  }

  @Override
  public String debianPackage() {
    return "nats-server";
  }

  @Override
  public Broker startBroker(Path folder) throws IOException, InterruptedException {
    var port = ServerProcess.freePort();
    var config = folder.resolve("nats.conf");
    Files.writeString(
        config, "listen: \"127.0.0.1:%d\"%nmax_payload: %d%n".formatted(port, MAX_PAYLOAD));
    var program = ServerProcess.find(program()).orElseThrow().toString();
    return ServerProcess.start(
        port, folder, Map.of(), List.of(program, "--config", config.toString()));
  }

  @Override
  public void startWorker(int port) throws Exception {
    var connection = open(port);
    connection.createDispatcher(message -> answer(connection, message)).subscribe(SUBJECT);
    connection.flush(null);
  }

  @Override
  public Client connect(int port) throws Exception {
    var connection = open(port);
    return new Client() {
      @Override
      public CompletableFuture<Integer> request(Load load, byte[] request) {
        return connection.request(SUBJECT, request).thenApply(message -> message.getData().length);
      }

      @Override
      public void close() {
        try {
          connection.close();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private static void answer(Connection connection, Message message) {
    connection.publish(message.getReplyTo(), Load.result(message.getData()));
  }

  private static Connection open(int port) throws IOException, InterruptedException {
    return io.nats.client.Nats.connect(
        Options.builder().server("nats://127.0.0.1:" + port).noReconnect().build());
  }
}
