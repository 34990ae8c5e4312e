package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.SubmitRefusedException;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.peer.Machine;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.transport.ConnectFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key of the contract's {@code peer_config.yml}, seen from outside. */
@Timeout(60)
class PeerConfigurationTest {
  @TempDir private Path folder;
  private Coordinator coordinator;
  private String url;

  @BeforeEach
  void start() {
    coordinator =
        new Coordinator(CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring());
    coordinator.start();
    url = "ws://127.0.0.1:" + coordinator.port();
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  @Test
  void peerIdNamesThePeer() throws Exception {
    try (var peer = connected("peer: {peer_id: attic.box-1, task_types: [echo]}")) {
      assertThat(peer.peerId()).hasValue("attic.box-1");
      assertThat(echoed().peerId()).hasValue("attic.box-1");
    }
  }

  @Test
  void peerIdAutoLeavesTheNameToTheCoordinator() throws Exception {
    try (var one = connected("peer: {peer_id: auto, task_types: [echo]}");
        var two = connected("peer: {peer_id: auto, task_types: [echo]}")) {
      assertThat(one.peerId()).isPresent().isNotEqualTo(two.peerId());
      assertThat(one.peerId()).get().isNotEqualTo("auto");
    }
  }

  @Test
  void coordinatorUrlIsWhereThePeerGoes() throws Exception {
    var file = file("peer: {coordinator_url: '%s', task_types: [echo]}".formatted(url));
    try (var _ = Program.p2c2g("peer", "--config", file.toString())) {
      await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void reconnectAttemptsAreTriesAfterTheFirst(int attempts) throws Exception {
    var tries = new AtomicInteger();
    Thread doorman;
    try (var nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      doorman = Thread.ofPlatform().start(() -> turnAway(nobody, tries));
      var config =
          "peer: {reconnect_attempts: %d, coordinator_url: 'ws://127.0.0.1:%d'}"
              .formatted(attempts, nobody.getLocalPort());
      try (var peer = new PeerNode(PeerConfig.load(file(config), Map.of()))) {
        assertThatThrownBy(peer::run).isInstanceOf(ConnectFailedException.class);
      }
    }
    doorman.join();
    assertThat(tries).hasValue(attempts + 1);
  }

  @Test
  void taskTypesAreAllThePeerDoes() throws Exception {
    try (var gamer = gamer()) {
      try (var _ = connected("peer: {task_types: [frame_upscale]}")) {
        assertThatThrownBy(() -> submit(gamer, 0).result().get(10, SECONDS))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOfSatisfying(
                SubmitRefusedException.class,
                e -> assertThat(e.code()).isEqualTo("no_capable_peer"));
      }
      try (var _ = connected("peer: {task_types: [frame_upscale, echo]}")) {
        var result = submit(gamer, 0).result().get(10, SECONDS);
        assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
      }
    }
  }

  @Test
  void useGpuDecidesWhetherACardIsOffered() throws Exception {
    var _ = Files.createDirectories(folder.resolve("proc/driver/nvidia/gpus/card"));
    for (var use : new boolean[] {true, false}) {
      var config = PeerConfig.load(file("resources: {use_gpu: %s}".formatted(use)), Map.of());
      var here = Machine.detect(Path.of("/"), use).gpu();
      try (var peer = new PeerNode(config)) {
        assertThat(peer.capabilities().gpu()).isEqualTo(here);
      }
      var withCard = Machine.detect(folder, config.resources().useGpu());
      assertThat(withCard.gpu()).isEqualTo(use);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void maxConcurrentTasksAreDoneAtATime(int lanes) throws Exception {
    var yaml = "{peer: {task_types: [echo]}, resources: {max_concurrent_tasks: " + lanes + "}}";
    try (var _ = connected(yaml);
        var gamer = gamer()) {
      for (var i = 0; i < lanes; i++) {
        assertThat(coordinator.assignTaskToPeer(accepted(submit(gamer, 20_000)))).isPresent();
      }
      assertThat(coordinator.assignTaskToPeer(accepted(submit(gamer, 0)))).isEmpty();
    }
  }

  @Test
  void yieldScheduleIsWhenThePeerPauses() throws Exception {
    awaitPaused("yield: {schedule: ['mon-sun 00:00-24:00']}", "mon-sun 00:00-24:00");
  }

  @Test
  void yieldProgramsPauseThePeerWhileOneRuns() throws Exception {
    var self = Path.of(ProcessHandle.current().info().command().orElseThrow()).getFileName();
    awaitPaused("yield: {programs: ['%s']}".formatted(self), self + " runs");
  }

  @Test
  void yieldOnBatteryDecidesWhetherABatteryPausesThePeer() throws Exception {
    assertThat(PeerConfig.load(file("yield: {on_battery: true}"), Map.of()).yielding().onBattery())
        .isEqualTo(PeerConfig.defaults().yielding().onBattery())
        .isTrue();
    var yaml = "{peer: {task_types: [echo]}, yield: {on_battery: false}}";
    try (var peer = connected(yaml)) {
      assertThat(peer.node().pauseReasons()).as("on any machine").isEmpty();
    }
  }

  /** A peer with that configuration pauses, whether it has a coordinator or not. */
  private void awaitPaused(String yaml, String reason) throws Exception {
    var config = PeerConfig.load(file(yaml), Map.of()).withCoordinatorUrl(URI.create(url));
    try (var peer = new RunningPeer(config)) {
      await()
          .atMost(30, SECONDS)
          .untilAsserted(
              () -> assertThat(peer.node().pauseReasons()).anyMatch(why -> why.contains(reason)));
    }
  }

  @ParameterizedTest
  @CsvSource({"INFO, true", "ERROR, false"})
  void loggingGoesToTheFileFromTheLevelUpwards(String level, boolean info) throws Exception {
    var log = folder.resolve("peer.log");
    var file =
        file(
            """
            peer: {coordinator_url: '%s', task_types: [echo]}
            logging: {level: %s, file: '%s'}
            """
                .formatted(url, level, log));
    try (var peer = Program.p2c2g("peer", "--config", file.toString())) {
      await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == 1);
      assertThat(echoed().outcome()).isInstanceOf(TaskResult.Success.class);
      if (info) {
        peer.awaitLine("registered at");
      }
      peer.terminate();
      assertThat(peer.awaitExit(10)).isZero();
      assertThat(Files.readString(log).contains("registered at " + url)).isEqualTo(info);
      assertThat(peer.output().contains("registered at " + url)).isEqualTo(info);
    }
  }

  @Test
  void fiveMistakesAreAllReported() throws Exception {
    var file =
        file(
            """
            peer:
              peer_id: "two words"
              coordinator_url: http://localhost:8765
              reconnect_attempts: -1
            resources:
              use_gpu: perhaps
              max_concurrent_tasks: 4000
            """);
    try (var peer = Program.p2c2g("peer", "--config", file.toString())) {
      assertThat(peer.awaitExit(20)).isEqualTo(2);
      var name = file.getFileName().toString();
      peer.awaitLine(name + ":2: .*peer_id.*two words.*A-Z");
      peer.awaitLine(name + ":3: .*coordinator_url.*http://localhost:8765.*ws://");
      peer.awaitLine(name + ":4: .*reconnect_attempts.*-1.*0 to 1000000");
      peer.awaitLine(name + ":6: .*use_gpu.*perhaps.*true or false");
      peer.awaitLine(name + ":7: .*max_concurrent_tasks.*4000.*1 to 1024");
      assertThat(peer.output()).contains("5 settings are wrong").doesNotContain("\tat ");
    }
  }

  /** A peer with that configuration, connected to this test's coordinator. */
  private RunningPeer connected(String yaml) throws IOException {
    var before = coordinator.getSystemStats().activePeers();
    var config = PeerConfig.load(file(yaml), Map.of()).withCoordinatorUrl(URI.create(url));
    var peer = new RunningPeer(config);
    await()
        .atMost(30, SECONDS)
        .until(() -> coordinator.getSystemStats().activePeers() == before + 1);
    return peer;
  }

  private GamerClient gamer() {
    var gamer = new GamerClient("configuration");
    assertThat(gamer.connectToCoordinator(url)).isTrue();
    return gamer;
  }

  private TaskResult echoed() throws Exception {
    try (var gamer = gamer()) {
      return submit(gamer, 0).result().get(10, SECONDS);
    }
  }

  /** Takes connections and closes them, until its own socket is closed. */
  private static void turnAway(ServerSocket socket, AtomicInteger count) {
    try {
      while (true) {
        socket.accept().close();
        count.incrementAndGet();
      }
    } catch (IOException e) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  private static TaskHandle submit(GamerClient gamer, int delayMs) {
    var params = Json.object().put("delay_ms", delayMs);
    return gamer.submitTask("echo", Payload.of(new byte[] {1}), params, 5, OptionalLong.of(30_000));
  }

  private static String accepted(TaskHandle task) throws Exception {
    return task.taskId().get(10, SECONDS);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "peer", ".yml"), yaml);
  }
}
