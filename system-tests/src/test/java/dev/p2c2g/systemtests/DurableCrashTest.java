package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.Connector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two coordinators in processes of their own with one real store: one is killed, then the other's
 * peers go, then the store is killed and comes back. More tasks: {@code -Dp2c2g.test.durable=5000}.
 */
@Timeout(600)
class DurableCrashTest {
  private static final int TASKS = Integer.getInteger("p2c2g.test.durable", 900);
  private static final int AT_A_TIME = 200;
  private static final int PEERS = 3;
  private static final int LANES = 4;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  private final Connector connector = new Connector();
  private final List<Program> programs = new ArrayList<>();

  /** By the names of the tasks: what was submitted, and what came back by itself. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final Map<String, TaskResult> delivered = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(StoreServer.Kind.class)
  void everyAcceptedTaskHasExactlyOneOutcome(StoreServer.Kind kind) throws Exception {
    try (var store = kind.in(folder);
        var first = new GamerClient("first");
        var second = new GamerClient("second");
        var third = new GamerClient("third")) {
      store.start();
      var ports = List.of(StoreServer.freePort(), StoreServer.freePort());
      for (var port : ports) {
        programs.add(coordinator(port, store));
      }
      programs.forEach(p -> p.awaitLine("listening on"));
      for (var port : ports) {
        peers(port);
      }
      awaitCluster(ports.getFirst(), "\"peers\":" + 2 * PEERS, 2);
      assertThat(first.connectToCoordinator(url(ports.getFirst()))).isTrue();
      assertThat(second.connectToCoordinator(url(ports.getLast()))).isTrue();

      submitUpTo(TASKS / 3, List.of(first, second));
      programs.getFirst().kill();
      submitUpTo(TASKS / 2, List.of(second));
      awaitCluster(ports.getLast(), "\"peers\":" + PEERS, 1);
      lightPeers.forEach(LightPeer::cut);
      lightPeers.clear();
      submitUpTo(TASKS / 2 + AT_A_TIME / 2, List.of(second));
      peers(ports.getLast());
      submitUpTo(2 * TASKS / 3, List.of(second));
      store.kill();
      assertThat(first.connectToCoordinator(url(ports.getLast()))).isTrue();
      refusesClearly(second);
      store.start();
      awaitStore(second);
      submitUpTo(TASKS, List.of(first, second));

      // one who waits for nothing else
      assertThat(third.connectToCoordinator(url(ports.getLast()))).isTrue();
      for (var task : accepted.entrySet()) {
        var result = third.fetchTask(task.getKey()).result().get(60, TimeUnit.SECONDS);
        assertThat(text(result)).as(task.getKey()).isEqualTo(reversed(task.getValue()));
        var seen = delivered.get(task.getKey());
        if (seen != null) {
          assertThat(seen.peerId()).as("the same outcome").isEqualTo(result.peerId());
        }
      }
      assertThat(accepted).hasSizeGreaterThanOrEqualTo(TASKS);
      System.out.printf(
          "%s: %d accepted, %d delivered at once, %d refused%n",
          kind, accepted.size(), delivered.size(), refused.get());
    } finally {
      programs.forEach(Program::close);
      connector.close();
    }
  }

  private final List<LightPeer> lightPeers = new ArrayList<>();

  private void peers(int port) throws Exception {
    for (var i = 0; i < PEERS; i++) {
      var peer = new LightPeer(LANES, CompletableFuture.completedFuture(null), () -> {});
      peer.connect(connector, port);
      lightPeers.add(peer);
    }
  }

  /** What a coordinator tells of all. */
  private static void awaitCluster(int port, String peers, int coordinators) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cluster")).build();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> {
          var page = HTTP.send(request, BodyHandlers.ofString()).body();
          assertThat(page).contains("\"store_answers\":true", peers);
          assertThat(page.split("\"silent_ms\"", -1)).hasSize(1 + coordinators);
        });
  }

  /** Until so many were accepted in all. */
  private void submitUpTo(int many, List<GamerClient> gamers) throws InterruptedException {
    for (var i = 0; accepted.size() < many; i++) {
      while (open.get() >= AT_A_TIME) {
        Thread.sleep(1);
      }
      submit(gamers.get(i % gamers.size()), "task " + i + " of " + many);
      if (i % AT_A_TIME == 0) {
        Thread.sleep(1);
      }
    }
  }

  private TaskHandle submit(GamerClient gamer, String text) {
    var handle =
        gamer.submitTask(
            LightPeer.TASK_TYPE,
            Payload.of(text.getBytes(StandardCharsets.UTF_8)),
            Json.object(),
            GamerClient.DEFAULT_PRIORITY,
            OptionalLong.empty());
    open.incrementAndGet();
    var _ = handle.taskId().thenAccept(id -> accepted.put(id, text));
    var _ =
        handle
            .taskId()
            .whenComplete((_, why) -> {
              open.decrementAndGet();
              refused.addAndGet(why == null ? 0 : 1);
            });
    var _ = handle.result().thenAccept(result -> delivered.put(result.taskId(), result));
    return handle;
  }

  private void refusesClearly(GamerClient gamer) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertThat(submit(gamer, "while there is no store").taskId())
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("store_unavailable"));
  }

  private void awaitStore(GamerClient gamer) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> submit(gamer, "is it back").taskId().get(5, TimeUnit.SECONDS) != null);
  }

  private static Program coordinator(int port, StoreServer store) {
    var environment = new HashMap<>(store.environment());
    environment.put("P2C2G_SECURITY_AUTH", "none");
    environment.put("P2C2G_COORDINATOR_LISTEN_PORT", Integer.toString(port));
    environment.put("P2C2G_COORDINATOR_HEARTBEAT_INTERVAL_MS", "60000");
    environment.put("P2C2G_MONITORING_ENABLE", "false");
    environment.put("P2C2G_LIMITS_MAX_IN_FLIGHT_PER_GAMER", "100000");
    environment.put("P2C2G_LIMITS_MAX_TASKS_PER_SECOND_PER_GAMER", "1000000");
    environment.put("P2C2G_LIMITS_RESULT_TTL_MS", "3600000");
    return Program.p2c2g(environment, "coordinator");
  }

  private static String url(int port) {
    return "ws://127.0.0.1:" + port;
  }

  private static String text(TaskResult result) {
    assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
    var bytes = ((TaskResult.Success) result.outcome()).result().toByteArray();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
