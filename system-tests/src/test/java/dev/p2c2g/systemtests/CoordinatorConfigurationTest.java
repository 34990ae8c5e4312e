package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of the contract's {@code coordinator_config.yml}, seen from outside. */
@Timeout(60)
class CoordinatorConfigurationTest {
  @TempDir private Path folder;

  @Test
  void listenPortAndPrometheusPortAreListenedOn() throws Exception {
    var listen = Ports.free();
    var metrics = Ports.free();
    var file =
        file(
            """
            coordinator: {listen_port: %d}
            monitoring: {enable: true, prometheus_port: %d}
            """
                .formatted(listen, metrics));
    try (var coordinator = Program.p2c2g("coordinator", "--config", file.toString())) {
      coordinator.awaitLine("ready on ws://127.0.0.1:" + listen);
      try (var client = RawClient.connect(listen)) {
        client.send("{\"msg_type\":\"stats_request\"}");
        client.expect("stats");
      }
      assertThat(metrics(metrics)).contains("# TYPE");
    }
  }

  @Test
  void monitoringCanBeTurnedOff() throws Exception {
    var metrics = Ports.free();
    var yaml = "monitoring: {enable: %s, prometheus_port: " + metrics + "}";
    try (var coordinator = started(yaml.formatted(true))) {
      assertThat(coordinator.metricsPort()).hasValue(metrics);
    }
    try (var coordinator = started(yaml.formatted(false))) {
      assertThat(coordinator.metricsPort()).isEmpty();
      assertThatThrownBy(() -> metrics(metrics)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void maxPeersAreTakenIn(int most) throws Exception {
    try (var coordinator = started("coordinator: {max_peers: %d}".formatted(most));
        var peers = new RawClients(coordinator.port())) {
      for (var i = 0; i < most; i++) {
        var peer = peers.connect();
        peer.send(REGISTER);
        peer.expect("peer_registered");
      }
      var oneTooMany = peers.connect();
      oneTooMany.send(REGISTER);
      assertThat(oneTooMany.expect("error").text("message")).contains(most + " peers");
      assertThat(oneTooMany.awaitClose()).isEqualTo(1013);
    }
  }

  /** Four attempts of the default's 5 s would take longer than this test waits. */
  @Test
  void taskTimeoutEndsAnAttempt() throws Exception {
    try (var coordinator = started("coordinator: {task_timeout_ms: 100}");
        var clients = new RawClients(coordinator.port())) {
      var peer = clients.connect();
      peer.send(REGISTER);
      peer.expect("peer_registered");
      var gamer = clients.connect();
      gamer.send(changed(SUBMIT, "'frame_upscale'", "'raw'"));
      gamer.expect("task_accepted");
      for (var attempt = 1; attempt <= 4; attempt++) {
        assertThat(peer.expect("task_assign").json().path("attempt").asInt()).isEqualTo(attempt);
        peer.expect("task_cancel");
      }
      var result = gamer.expect("task_result");
      assertThat(result.text("code")).isEqualTo("attempts_exhausted");
      assertThat(result.text("error")).contains("100 ms");
    }
  }

  @Test
  void heartbeatIntervalIsToldAndExpected() throws Exception {
    try (var quick = started("coordinator: {heartbeat_interval_ms: 40}");
        var slow = started("coordinator: {heartbeat_interval_ms: 60000}");
        var toQuick = RawClient.connect(quick.port());
        var toSlow = RawClient.connect(slow.port())) {
      toSlow.send(REGISTER);
      assertThat(heartbeatIntervalMs(toSlow)).isEqualTo(60_000);
      toQuick.send(REGISTER);
      assertThat(heartbeatIntervalMs(toQuick)).isEqualTo(40);
      assertThat(toQuick.awaitClose()).as("the close code of a silent peer").isEqualTo(4408);
      assertThat(quick.getSystemStats().activePeers()).isZero();
      assertThat(slow.getSystemStats().activePeers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"ERROR, false, false", "INFO, true, false", "DEBUG, true, true"})
  void logLevelDecidesWhatIsLogged(String level, boolean info, boolean debug) throws Exception {
    var file = file("coordinator: {listen_port: 0, log_level: %s}".formatted(level));
    try (var coordinator =
        Program.p2c2g("coordinator", "--config", file.toString(), "--metrics-port", "0")) {
      coordinator.awaitLine("ready on");
      coordinator.terminate();
      assertThat(coordinator.awaitExit(10)).isZero();
      assertThat(coordinator.output().contains(" INFO  coordinator")).isEqualTo(info);
      assertThat(coordinator.output().contains(" DEBUG ")).isEqualTo(debug);
    }
  }

  @Test
  void databaseKeysSayWhatThisBuildHas() throws Exception {
    assertThat(CoordinatorConfig.load(file("database: {type: memory}"), Map.of())).isNotNull();
    assertThatThrownBy(() -> CoordinatorConfig.load(file("database: {type: postgres}"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("database.connection_string", "postgres://user:password@host");
    assertThatThrownBy(() ->
            CoordinatorConfig.load(
                file("database: {type: memory, connection_string: 'host=db'}"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("database.connection_string");
  }

  @Test
  void fiveMistakesAreAllReported() throws Exception {
    var file =
        file(
            """
            coordinator:
              listen_port: 65536
              max_peers: many
              heartbeat_interval_ms: 0
              log_level: LOUD
            monitoring:
              prometheus_prot: 9090
            """);
    try (var coordinator = Program.p2c2g("coordinator", "--config", file.toString())) {
      assertThat(coordinator.awaitExit(20)).isEqualTo(2);
      var name = file.getFileName().toString();
      coordinator.awaitLine(name + ":2: .*listen_port.*65536.*0 to 65535");
      coordinator.awaitLine(name + ":3: .*max_peers.*many.*1 to 100000");
      coordinator.awaitLine(name + ":4: .*heartbeat_interval_ms.*0.*10 to 60000");
      coordinator.awaitLine(name + ":5: .*log_level.*LOUD.*ERROR.*TRACE");
      coordinator.awaitLine(name + ":7: .*prometheus_prot.*prometheus_port");
      assertThat(coordinator.output()).contains("5 settings are wrong").doesNotContain("\tat ");
    }
  }

  private Coordinator started(String yaml) throws IOException {
    var config =
        CoordinatorConfig.load(file(yaml), Map.of()).withListenPort(0).withoutAuthentication();
    var coordinator =
        new Coordinator(yaml.contains("monitoring") ? config : config.withoutMonitoring());
    coordinator.start();
    return coordinator;
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "coordinator", ".yml"), yaml);
  }

  private static int heartbeatIntervalMs(RawClient peer) throws InterruptedException {
    return peer.expect("peer_registered").json().path("heartbeat_interval_ms").asInt();
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
