package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.coordinator.LimitSettings;
import dev.p2c2g.coordinator.ServerSettings;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.Connector;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at a time. */
@Timeout(60)
class LoadTest {
  private static final int PEERS = 100;
  private static final int MOST_LANES = 4;

  /** One to four for each peer. */
  private static final int LANES = PEERS * (1 + MOST_LANES) / 2;

  private static final int TASKS = 4 * LANES;

  /** The test's peers send none: what is tested is work, and it ends before they are missed. */
  private static final int UNHURRIED_HEARTBEAT_MS = 60_000;

  /** One opens at most 50 links. */
  private final List<Connector> connectors = Stream.generate(Connector::new).limit(4).toList();

  private final Random random = new Random(100);
  private final CompletableFuture<Void> mayFinish = new CompletableFuture<>();
  private final CountDownLatch idleLanes = new CountDownLatch(LANES);

  @AfterEach
  void disconnect() {
    connectors.forEach(Connector::close);
  }

  @Test
  void test100PeersSimultaneous() throws Exception {
    try (var coordinator = new Coordinator(config());
        var gamer = new GamerClient("load")) {
      coordinator.start();
      var peers = connectPeers(coordinator.port());
      assertThat(coordinator.getSystemStats().activePeers()).isEqualTo(PEERS);
      assertThat(gamer.connectToCoordinator("ws://127.0.0.1:" + coordinator.port())).isTrue();

      var tasks = submitTasks(gamer);
      for (var task : tasks.keySet()) {
        task.taskId().get(20, SECONDS);
      }
      // no peer finishes anything before every lane of every peer has a task
      assertThat(idleLanes.await(20, SECONDS))
          .as("%d of %d lanes got no work", idleLanes.getCount(), LANES)
          .isTrue();
      mayFinish.complete(null);

      for (var task : tasks.entrySet()) {
        var result = task.getKey().result().get(20, SECONDS);
        assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
        var bytes = ((TaskResult.Success) result.outcome()).result().toByteArray();
        assertThat(bytes).isEqualTo(LightPeer.reversed(task.getValue()));
      }
      assertThat(peers)
          .allSatisfy(peer -> assertThat(peer.mostOpen()).isEqualTo(peer.lanes()))
          .allSatisfy(peer -> assertThat(peer.done()).isGreaterThanOrEqualTo(peer.lanes()));
      // a slow answer may be hedged: a second peer does the same, within the budget
      assertThat(peers.stream().mapToInt(LightPeer::done).sum())
          .isBetween(TASKS, TASKS + TASKS / 10);
      assertThat(peers.stream().map(LightPeer::peerId).distinct()).hasSize(PEERS);
      assertThat(coordinator.getSystemStats().completedTasks()).isEqualTo(TASKS);
      assertThat(coordinator.getSystemStats().failedTasks()).isZero();
    }
  }

  private List<LightPeer> connectPeers(int port) throws IOException, InterruptedException {
    var peers =
        IntStream.range(0, PEERS)
            .mapToObj(i -> new LightPeer(1 + i % MOST_LANES, mayFinish, idleLanes::countDown))
            .toList();
    for (var i = 0; i < PEERS; i++) {
      peers.get(i).connect(connectors.get(i % connectors.size()), port);
    }
    return peers;
  }

  /** More tasks than there are lanes, each with bytes of its own. */
  private Map<TaskHandle, byte[]> submitTasks(GamerClient gamer) {
    var tasks = new HashMap<TaskHandle, byte[]>();
    for (var i = 0; i < TASKS; i++) {
      var bytes = new byte[500 + random.nextInt(1_000)];
      random.nextBytes(bytes);
      var handle =
          gamer.submitTask(
              LightPeer.TASK_TYPE, Payload.of(bytes), Json.object(), 5, OptionalLong.empty());
      tasks.put(handle, bytes);
    }
    return tasks;
  }

  private static CoordinatorConfig config() {
    var config = CoordinatorConfig.defaults().withoutMonitoring().withoutAuthentication();
    var server = config.server();
    var limits = config.limits();
    return config
        .withServer(
            new ServerSettings(
                server.listenAddress(),
                0,
                PEERS,
                server.taskTimeoutMs() * 4,
                UNHURRIED_HEARTBEAT_MS,
                server.logLevel(),
                server.logFile(),
                server.drainTimeoutMs()))
        .withLimits(
            new LimitSettings(
                limits.maxMessageBytes(),
                limits.maxPixels(),
                TASKS,
                limits.maxQueuedBytes(),
                TASKS,
                TASKS * 10,
                limits.maxBytesPerSecondPerGamer(),
                limits.maxConnections(),
                limits.resultTtlMs(),
                limits.maxKeptResults(),
                limits.maxKeptBytes(),
                limits.malformedInARow()));
  }
}
