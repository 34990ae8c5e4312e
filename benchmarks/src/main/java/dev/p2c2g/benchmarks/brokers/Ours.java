package dev.p2c2g.benchmarks.brokers;

import dev.p2c2g.cli.ChildJvm;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The coordinator, a peer with as many lanes as there are requests at once, and a gamer. */
final class Ours implements Contender {
  @Override
  public String name() {
    return "P2C2G";
  }

  @Override
  public String program() {
    return "";
  }

  @Override
  public String debianPackage() {
    return "";
  }

  /** The limit on one gamer's tasks a second is the only setting that is not the default. */
  @Override
  public Broker startBroker(Path folder) throws IOException {
    var config = folder.resolve("coordinator.yml");
    Files.writeString(
        config,
        "limits:\n  max_tasks_per_second_per_gamer: 1000000\n  max_bytes_per_second_per_gamer: 1099511627776\n");
    var jvm =
        ChildJvm.p2c2g(
            "coordinator", "--config", config.toString(), "--port", "0", "--metrics-port", "0");
    var line = jvm.awaitLine("coordinator ready");
    var port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    return new Broker() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        jvm.close();
      }
    };
  }

  /** Returns before the peer has registered: what comes earlier waits at the coordinator. */
  @Override
  public void startWorker(int port) {
    var config =
        PeerConfig.load(
            Map.of(
                "P2C2G_PEER_PEER_ID",
                "worker",
                "P2C2G_PEER_COORDINATOR_URL",
                url(port),
                "P2C2G_PEER_TASK_TYPES",
                "echo",
                "P2C2G_RESOURCES_MAX_CONCURRENT_TASKS",
                Integer.toString(Rounds.OUTSTANDING)));
    var peer = new PeerNode(config);
    Thread.ofPlatform().name("peer").daemon().start(() -> run(peer));
  }

  @Override
  public Client connect(int port) {
    var gamer = new GamerClient("bench");
    if (!gamer.connectToCoordinator(url(port))) {
      throw new IllegalStateException("no coordinator at " + url(port));
    }
    return new Client() {
      @Override
      public CompletableFuture<Integer> request(Load load, byte[] request) {
        var params = Json.object().put("result_bytes", load.resultBytes());
        return gamer
            .submitTask(
                "echo",
                Payload.of(request),
                params,
                GamerClient.DEFAULT_PRIORITY,
                OptionalLong.empty())
            .result()
            .thenApply(Ours::bytes);
      }

      @Override
      public void close() {
        gamer.close();
      }
    };
  }

  private static int bytes(TaskResult result) {
    if (result.outcome() instanceof TaskResult.Success success) {
      return success.result().size();
    }
    throw new IllegalStateException("not a result: " + result);
  }

  private static void run(PeerNode peer) {
    try {
      peer.run();
    } catch (ConnectFailedException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String url(int port) {
    return "ws://127.0.0.1:" + port;
  }
}
