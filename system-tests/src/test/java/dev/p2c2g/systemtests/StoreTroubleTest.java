package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.Connector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator in a process of its own, whose real store stands still, is late, or is wrong. */
@Timeout(180)
class StoreTroubleTest {
  private static final int FRAMES_PER_SECOND = 30;
  private static final long FRAME_DEADLINE_MS = 1_000;

  @TempDir private Path folder;

  @Test
  void framesDoNotNoticeAStoreThatStandsStill() throws Exception {
    try (var store = new StoreServer.Redis(folder, StoreServer.freePort());
        var connector = new Connector();
        var gamer = new GamerClient("gamer")) {
      store.start();
      var port = StoreServer.freePort();
      try (var coordinator = coordinator(port, store.environment())) {
        coordinator.awaitLine("listening on");
        var peer = new LightPeer(4, CompletableFuture.completedFuture(null), () -> {});
        peer.connect(connector, port);
        assertThat(gamer.connectToCoordinator("ws://127.0.0.1:" + port)).isTrue();
        assertThat(text(submit(gamer, "kept", OptionalLong.empty()))).isEqualTo("tpek");

        var frames = new ArrayList<>(stream(gamer, Duration.ofSeconds(1)));
        store.signal("STOP");
        frames.addAll(stream(gamer, Duration.ofSeconds(4)));
        assertThat(submit(gamer, "durable", OptionalLong.empty()).taskId())
            .failsWithin(4, TimeUnit.SECONDS)
            .withThrowableThat()
            .withMessageContaining("store_unavailable");
        store.signal("CONT");
        frames.addAll(stream(gamer, Duration.ofSeconds(1)));
        Awaitility.await()
            .atMost(30, TimeUnit.SECONDS)
            .ignoreExceptions()
            .until(() -> text(submit(gamer, "back", OptionalLong.empty())).equals("kcab"));

        for (var frame : frames) {
          assertThat(text(frame)).isEqualTo("emarf");
        }
      }
    }
  }

  @Test
  void aStartWaitsForTheStoreAndSaysSo() throws Exception {
    try (var store = new StoreServer.Redis(folder, StoreServer.freePort())) {
      try (var coordinator = coordinator(StoreServer.freePort(), store.environment())) {
        coordinator.awaitLine("waiting for the database \\(try 2.*Redis cannot be reached");
        store.start();
        coordinator.awaitLine("listening on");
        coordinator.terminate();
        assertThat(coordinator.awaitExit(15)).isZero();
      }
    }
  }

  @Test
  void aStartThatWaitsCanBeStopped() throws Exception {
    try (var coordinator =
        coordinator(
            StoreServer.freePort(),
            new StoreServer.Redis(folder, StoreServer.freePort()).environment())) {
      coordinator.awaitLine("waiting for the database");
      coordinator.terminate();
      assertThat(coordinator.awaitExit(15)).isNotNegative();
    }
  }

  @Test
  void wrongCredentialsEndTheStartWithOneClearMessage() throws Exception {
    try (var store = new StoreServer.Redis(folder, StoreServer.freePort())) {
      store.start("--requirepass", "right");
      var environment = new HashMap<>(store.environment());
      environment.put(
          "P2C2G_DATABASE_PASSWORD_FILE",
          Files.writeString(folder.resolve("password"), "wrong\n").toString());
      try (var coordinator = coordinator(StoreServer.freePort(), environment)) {
        assertThat(coordinator.awaitExit(30)).isEqualTo(1);
        assertThat(coordinator.output())
            .contains("database: Redis refuses the credentials")
            .doesNotContain("\tat ", "wrong\n");
      }
      Files.writeString(folder.resolve("password"), "right\n");
      try (var coordinator = coordinator(StoreServer.freePort(), environment)) {
        coordinator.awaitLine("listening on");
      }
    }
  }

  private static List<TaskHandle> stream(GamerClient gamer, Duration length)
      throws InterruptedException {
    var frames = new ArrayList<TaskHandle>();
    for (var i = 0; i < length.toSeconds() * FRAMES_PER_SECOND; i++) {
      frames.add(submit(gamer, "frame", OptionalLong.of(FRAME_DEADLINE_MS)));
      Thread.sleep(1_000 / FRAMES_PER_SECOND);
    }
    return frames;
  }

  private static TaskHandle submit(GamerClient gamer, String text, OptionalLong deadlineMs) {
    return gamer.submitTask(
        LightPeer.TASK_TYPE,
        Payload.of(text.getBytes(StandardCharsets.UTF_8)),
        Json.object(),
        GamerClient.DEFAULT_PRIORITY,
        deadlineMs);
  }

  private static String text(TaskHandle handle) throws Exception {
    var result = handle.result().get(10, TimeUnit.SECONDS);
    assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
    var bytes = ((TaskResult.Success) result.outcome()).result().toByteArray();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Program coordinator(int port, Map<String, String> store) throws IOException {
    var environment = new HashMap<>(store);
    environment.put("P2C2G_SECURITY_AUTH", "none");
    environment.put("P2C2G_COORDINATOR_LISTEN_PORT", Integer.toString(port));
    environment.put("P2C2G_COORDINATOR_HEARTBEAT_INTERVAL_MS", "60000");
    environment.put("P2C2G_MONITORING_ENABLE", "false");
    return Program.p2c2g(environment, "coordinator");
  }
}
