package dev.p2c2g.benchmarks.brokers;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** RabbitMQ RPC with direct reply-to, transient messages and automatic acknowledgement. */
final class RabbitMq implements Contender {
  static final String QUEUE = "work";

  @Override
  public String name() {
    return "RabbitMQ";
  }

  @Override
  public String program() {
    return "rabbitmq-server";
  }

  @Override
  public String debianPackage() {
    return "rabbitmq-server";
  }

  /** Erlang's port mapper is started first, or the server would leave one behind. */
  @Override
  public Broker startBroker(Path folder) throws IOException, InterruptedException {
    var mapperPort = ServerProcess.freePort();
    var mapper =
        ServerProcess.start(
            mapperPort,
            folder,
            Map.of(),
            List.of(
                ServerProcess.find("epmd").orElseThrow().toString(),
                "-address",
                "127.0.0.1",
                "-port",
                Integer.toString(mapperPort)));
    try {
      var server = startServer(folder, mapperPort);
      return new Broker() {
        @Override
        public int port() {
          return server.port();
        }

        @Override
        public void close() {
          server.close();
          mapper.close();
        }
      };
    } catch (IOException | InterruptedException | RuntimeException e) {
      mapper.close();
      throw e;
    }
  }

  @Override
  public void startWorker(int port) throws Exception {
    var channel = open(port).createChannel();
    channel.queueDeclare(QUEUE, false, false, true, Map.of());
    channel.basicConsume(
        QUEUE,
        true,
        (_, delivery) -> {
          var asked = delivery.getProperties();
          var reply = new BasicProperties.Builder().correlationId(asked.getCorrelationId()).build();
          channel.basicPublish("", asked.getReplyTo(), reply, Load.result(delivery.getBody()));
        },
        _ -> {});
  }

  @Override
  public Client connect(int port) throws Exception {
    return new RabbitMqClient(open(port));
  }

  private static Connection open(int port) throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  private ServerProcess startServer(Path folder, int mapperPort)
      throws IOException, InterruptedException {
    var port = ServerProcess.freePort();
    var plugins = Files.writeString(folder.resolve("plugins"), "[].\n");
    var config = Files.writeString(folder.resolve("rabbitmq.conf"), "log.file.level = error\n");
    var environment =
        Map.ofEntries(
            Map.entry("HOME", folder.toString()),
            Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
            Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
            Map.entry("RABBITMQ_NODENAME", "p2c2g-bench-" + port + "@localhost"),
            Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
            Map.entry("RABBITMQ_DIST_PORT", Integer.toString(ServerProcess.freePort())),
            Map.entry(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1}"),
            Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
            Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
            Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
            Map.entry("RABBITMQ_CONFIG_FILE", config.toString()),
            Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()));
    return ServerProcess.start(port, folder, environment, List.of(script().toString()));
  }

  /** Debian's wrapper changes the user and drops our environment; the script below it does not. */
  private Path script() {
    var plain = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    return Files.isExecutable(plain) ? plain : ServerProcess.find(program()).orElseThrow();
  }
}
