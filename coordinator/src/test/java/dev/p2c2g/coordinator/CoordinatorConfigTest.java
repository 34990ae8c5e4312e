package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.scheduler.SchedulingPolicy;
import dev.p2c2g.security.JwtRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoordinatorConfigTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("c.yml"), yaml);
  }

  private CoordinatorConfig load(String yaml) throws IOException {
    return CoordinatorConfig.load(file(yaml), Map.of());
  }

  private List<String> errors(String yaml) throws IOException {
    Path file = file(yaml);
    var thrown =
        catchThrowableOfType(ConfigException.class, () -> CoordinatorConfig.load(file, Map.of()));
    assertThat(thrown).as("an exception for %s", yaml).isNotNull();
    return thrown.errors().stream().map(e -> e.replace(file.toString(), "c.yml")).toList();
  }

  private static String defaultFile() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            CoordinatorConfig.class.getResourceAsStream("/coordinator_config.yml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void defaultFileSaysWhatTheDefaultsAre() throws IOException {
    assertThat(load(defaultFile())).isEqualTo(CoordinatorConfig.defaults());
  }

  @Test
  void defaultFileHasEveryKeyWithAComment() throws IOException {
    String yaml = defaultFile();
    long keys = Pattern.compile("(?m)^  [a-z_]+: \\S").matcher(yaml).results().count();

    assertThat(keys).isEqualTo(KEYS.size() + TOGETHER.size());
    Stream.concat(KEYS.keySet().stream(), TOGETHER.stream())
        .forEach(key -> assertThat(yaml).contains("\n  " + key.split("\\.", 2)[1] + ": "));
  }

  @Test
  void defaultsAreTheContracts() {
    var defaults = CoordinatorConfig.defaults();

    assertThat(defaults.server())
        .isEqualTo(
            new ServerSettings(
                "127.0.0.1", 8765, 100, 5_000, 1_000, LogLevel.INFO, Optional.empty(), 4_000));
    assertThat(defaults.limits())
        .isEqualTo(
            new LimitSettings(
                16_777_216,
                33_177_600,
                1_000,
                536_870_912,
                64,
                240,
                134_217_728,
                2_000,
                30_000,
                1_000,
                268_435_456,
                10));
    assertThat(defaults.connections())
        .isEqualTo(new ConnectionSettings(500, 100, 10, 5_000, 60_000, 16_777_216, 10_000));
    assertThat(defaults.scheduling())
        .isEqualTo(
            new SchedulingSettings(
                SchedulingSettings.Admission.BEST_EFFORT, 10, 25, 1_000, 8, 20, 250, 1_000));
    assertThat(defaults.scheduling().policy()).isEqualTo(SchedulingPolicy.DEFAULT);
    assertThat(defaults.database())
        .isEqualTo(
            new DatabaseSettings(
                DatabaseSettings.Type.MEMORY,
                "",
                "",
                "",
                Optional.empty(),
                "p2c2g",
                true,
                100_000,
                1L << 32,
                2_000));
    assertThat(defaults.monitoring()).isEqualTo(new MonitoringSettings(true, "127.0.0.1", 9_090));
    assertThat(defaults.security())
        .isEqualTo(
            new SecuritySettings(
                SecuritySettings.Auth.TOKEN,
                Optional.empty(),
                Optional.empty(),
                SecuritySettings.Tls.AUTO,
                Optional.empty(),
                SecuritySettings.TlsVersion.V1_3,
                List.of(),
                Optional.empty()));
  }

  @Test
  void readsTheContractsOwnFile() throws IOException {
    String yaml =
        """
        coordinator:
          listen_port: 8765
          max_peers: 100
          task_timeout_ms: 5000
          heartbeat_interval_ms: 1000
          log_level: "INFO"

        database:  # Optional
          type: "memory"

        monitoring:  # Optional
          enable: true
          prometheus_port: 9090
        """;

    assertThat(load(yaml)).isEqualTo(CoordinatorConfig.defaults());
  }

  @Test
  void reportsFiveMistakesWithLineKeyAndRange() throws IOException {
    String yaml =
        """
        coordinator:
          listen_port: 99999
          max_peers: none
          log_level: LOUD
        database:
          type: mysql
        monitoring:
          prometheus_prt: 9091
        """;

    assertThat(errors(yaml))
        .containsExactly(
            "c.yml:2: coordinator.listen_port: '99999' is out of range (0 to 65535)",
            "c.yml:3: coordinator.max_peers: 'none' is not a whole number (1 to 100000)",
            "c.yml:4: coordinator.log_level: 'LOUD' is not one of ERROR, WARN, INFO, DEBUG, TRACE",
            "c.yml:6: database.type: 'mysql' is not one of memory, redis, postgres",
            "c.yml:8: monitoring.prometheus_prt: is not a setting;"
                + " did you mean 'monitoring.prometheus_port'?");
  }

  private record Sample(String value, Function<CoordinatorConfig, Object> read, Object expected) {}

  private static final Map<String, Sample> KEYS =
      new TreeMap<>(
          Map.ofEntries(
              key("coordinator.listen_address", "::1", c -> c.server().listenAddress(), "::1"),
              key("coordinator.listen_port", "0", c -> c.server().listenPort(), 0),
              key("coordinator.max_peers", "7", c -> c.server().maxPeers(), 7),
              key("coordinator.task_timeout_ms", "8", c -> c.server().taskTimeoutMs(), 8L),
              key(
                  "coordinator.heartbeat_interval_ms",
                  "50",
                  c -> c.server().heartbeatIntervalMs(),
                  50L),
              key("coordinator.log_level", "DEBUG", c -> c.server().logLevel(), LogLevel.DEBUG),
              key(
                  "coordinator.log_file",
                  "a.log",
                  c -> c.server().logFile(),
                  Optional.of(Path.of("a.log"))),
              key("coordinator.drain_timeout_ms", "9", c -> c.server().drainTimeoutMs(), 9L),
              key("limits.max_message_bytes", "70000", c -> c.limits().maxMessageBytes(), 70_000),
              key("limits.max_pixels", "11", c -> c.limits().maxPixels(), 11),
              key("limits.max_queued_tasks", "12", c -> c.limits().maxQueuedTasks(), 12),
              key(
                  "limits.max_queued_bytes",
                  "8000000000",
                  c -> c.limits().maxQueuedBytes(),
                  8_000_000_000L),
              key(
                  "limits.max_in_flight_per_gamer",
                  "13",
                  c -> c.limits().maxInFlightPerGamer(),
                  13),
              key(
                  "limits.max_tasks_per_second_per_gamer",
                  "14",
                  c -> c.limits().maxTasksPerSecondPerGamer(),
                  14),
              key(
                  "limits.max_bytes_per_second_per_gamer",
                  "20000000",
                  c -> c.limits().maxBytesPerSecondPerGamer(),
                  20_000_000L),
              key("limits.max_connections", "15", c -> c.limits().maxConnections(), 15),
              key("limits.result_ttl_ms", "16", c -> c.limits().resultTtlMs(), 16L),
              key("limits.max_kept_results", "17", c -> c.limits().maxKeptResults(), 17),
              key("limits.max_kept_bytes", "18", c -> c.limits().maxKeptBytes(), 18L),
              key("limits.malformed_in_a_row", "19", c -> c.limits().malformedInARow(), 19),
              key("connections.max_per_address", "31", c -> c.connections().maxPerAddress(), 31),
              key(
                  "connections.new_per_second_per_address",
                  "32",
                  c -> c.connections().newPerSecondPerAddress(),
                  32),
              key(
                  "connections.failed_logins_per_minute",
                  "33",
                  c -> c.connections().failedLoginsPerMinute(),
                  33),
              key(
                  "connections.handshake_timeout_ms",
                  "340",
                  c -> c.connections().handshakeTimeoutMs(),
                  340L),
              key(
                  "connections.idle_timeout_ms",
                  "3500",
                  c -> c.connections().idleTimeoutMs(),
                  3_500L),
              key(
                  "connections.max_outgoing_bytes",
                  "70001",
                  c -> c.connections().maxOutgoingBytes(),
                  70_001),
              key(
                  "connections.slow_read_timeout_ms",
                  "360",
                  c -> c.connections().slowReadTimeoutMs(),
                  360L),
              key(
                  "scheduling.admission",
                  "strict",
                  c -> c.scheduling().policy().admission(),
                  SchedulingPolicy.AdmissionMode.STRICT),
              key(
                  "scheduling.hedge_budget_percent",
                  "21",
                  c -> c.scheduling().policy().hedgeBudget(),
                  0.21),
              key(
                  "scheduling.split_over_ms",
                  "22",
                  c -> c.scheduling().policy().splitOverNanos(),
                  22_000_000L),
              key(
                  "scheduling.aging_ms",
                  "23",
                  c -> c.scheduling().policy().agingNanos(),
                  23_000_000L),
              key(
                  "scheduling.probe_interval_ms",
                  "24",
                  c -> c.scheduling().policy().probeNanos(),
                  24_000_000L),
              key(
                  "scheduling.suspect_after_ms",
                  "25",
                  c -> c.scheduling().policy().suspectNanos(),
                  25_000_000L),
              key(
                  "scheduling.stall_after_ms",
                  "26",
                  c -> c.scheduling().policy().stallNanos(),
                  26_000_000L),
              key("scheduling.explained_tasks", "27", c -> c.scheduling().explainedTasks(), 27),
              key(
                  "database.type",
                  "Memory",
                  c -> c.database().type(),
                  DatabaseSettings.Type.MEMORY),
              key("database.connection_string", "", c -> c.database().connectionString(), ""),
              key("database.username", "u", c -> c.database().username(), "u"),
              key("database.password", "p", c -> c.database().password(), "p"),
              key(
                  "database.password_file",
                  "f",
                  c -> c.database().passwordFile(),
                  Optional.of(Path.of("f"))),
              key("database.namespace", "n", c -> c.database().namespace(), "n"),
              key("database.migrate", "false", c -> c.database().migrate(), false),
              key("database.max_tasks", "31", c -> c.database().maxTasks(), 31),
              key("database.max_bytes", "65537", c -> c.database().maxBytes(), 65_537L),
              key("database.timeout_ms", "101", c -> c.database().timeoutMs(), 101),
              key("monitoring.enable", "false", c -> c.monitoring().enable(), false),
              key("monitoring.prometheus_port", "20", c -> c.monitoring().prometheusPort(), 20),
              key("monitoring.listen_address", "::1", c -> c.monitoring().listenAddress(), "::1"),
              key("security.auth", "none", c -> c.security().auth(), SecuritySettings.Auth.NONE),
              key(
                  "security.directory",
                  "d",
                  c -> c.security().directory(),
                  Optional.of(Path.of("d"))),
              key("security.tls", "on", c -> c.security().tls(), SecuritySettings.Tls.ON),
              key(
                  "security.tls_min_version",
                  "1.2",
                  c -> c.security().tlsVersion(),
                  SecuritySettings.TlsVersion.V1_2),
              key(
                  "verification.mode",
                  "off",
                  c -> c.verification().mode(),
                  VerificationSettings.Mode.OFF),
              key("verification.check_one_in", "50", c -> c.verification().checkOneIn(), 50),
              key("verification.cpu_percent", "5", c -> c.verification().cpuPercent(), 5)));

  /** Those that make no sense alone, and lists: read in tests of their own. */
  private static final Set<String> TOGETHER =
      Set.of(
          "security.jwks_file",
          "security.jwt_issuer",
          "security.jwt_audience",
          "security.tls_certificate",
          "security.tls_key",
          "security.host_names",
          "security.peer_ca",
          "verification.replicated_types");

  private static Map.Entry<String, Sample> key(
      String key, String value, Function<CoordinatorConfig, Object> read, Object expected) {
    return Map.entry(key, new Sample(value, read, expected));
  }

  private static String variable(String key) {
    return "P2C2G_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  @Test
  void everyKeyIsReadFromTheFileAndFromTheEnvironment() throws IOException {
    for (var entry : KEYS.entrySet()) {
      String key = entry.getKey();
      Sample sample = entry.getValue();
      var fromEnv = CoordinatorConfig.load(Map.of(variable(key), sample.value()));
      assertThat(sample.read().apply(fromEnv)).as(key).isEqualTo(sample.expected());

      String[] parts = key.split("\\.", 2);
      String value = sample.value().isEmpty() ? "''" : sample.value();
      var fromFile = load("%s:\n  %s: %s\n".formatted(parts[0], parts[1], value));
      assertThat(sample.read().apply(fromFile)).as(key).isEqualTo(sample.expected());
    }
  }

  @Test
  void refusesAnAddressThatOthersReachWhileNobodyIsAskedWhoTheyAre() throws IOException {
    for (String open : List.of("0.0.0.0", "192.168.1.2", "::", "2001:db8::1", "example.org")) {
      assertThat(errors("security: {auth: none}\ncoordinator:\n  listen_address: '" + open + "'\n"))
          .containsExactly(
              "c.yml:3: coordinator.listen_address: '"
                  + open
                  + "' is not a loopback address, and security.auth is none, so anyone who reaches"
                  + " it could send and take tasks; use 127.0.0.1, ::1 or localhost, or set"
                  + " security.auth to token");
    }
    for (String own : List.of("127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST")) {
      assertThatCode(() -> load("coordinator: {listen_address: '" + own + "'}"))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesAnAddressThatIsNone() throws IOException {
    for (String bad : List.of("", "a b", "http://x", "[::1]")) {
      assertThat(errors("coordinator: {listen_address: '" + bad + "'}"))
          .containsExactly(
              "c.yml:1: coordinator.listen_address: '"
                  + bad
                  + "' is not an IP address or host name (letters, digits and . : - _, up to 253)");
    }
  }

  @Test
  void refusesDatabasesThatAreNotInThisBuild() throws IOException {
    for (String type : List.of("redis", "postgres")) {
      assertThat(errors("database: {type: " + type + ", connection_string: 'x://u:secret@h'}"))
          .containsExactly(
              "c.yml:1: database.type: '" + type + "' is not in this build; there are memory");
    }
  }

  @Test
  void refusesAConnectionStringThatWouldBeIgnoredWithoutShowingIt() throws IOException {
    assertThat(errors("database:\n  connection_string: redis://u:secret@h\n"))
        .containsExactly(
            "c.yml:2: database.connection_string: would be ignored,"
                + " because database.type is memory; delete it");
    assertThat(load("database: {password: secret}").database().toString()).doesNotContain("secret");
  }

  @Test
  void settingsOfJwtsAndCertificatesComeTogether() throws IOException {
    var jwt =
        load("security: {jwks_file: keys.json, jwt_issuer: me, jwt_audience: you}").security();
    assertThat(jwt.jwt()).contains(new JwtRules(Path.of("keys.json"), "me", "you"));
    assertThat(errors("security:\n  jwks_file: keys.json\n"))
        .containsExactly(
            "c.yml:2: security.jwks_file: is given without security.jwt_issuer and"
                + " security.jwt_audience; give all three");
    assertThat(errors("security:\n  jwt_issuer: me\n"))
        .containsExactly(
            "c.yml:2: security.jwks_file: is missing; give the keys that JWTs are signed with, or"
                + " delete security.jwt_issuer and security.jwt_audience");
    var tls = load("security: {tls_certificate: c.pem, tls_key: k.pem, host_names: [a, b]}");
    assertThat(tls.security().certificate())
        .contains(new SecuritySettings.CertificateFiles(Path.of("c.pem"), Path.of("k.pem")));
    assertThat(tls.security().hostNames()).containsExactly("a", "b");
    assertThat(errors("security:\n  tls_key: k.pem\n"))
        .containsExactly(
            "c.yml:2: security.tls_certificate: and security.tls_key: give both, or neither");
    assertThat(load("security: {tls: on, peer_ca: p.pem}").security().peerAuthority())
        .contains(Path.of("p.pem"));
    assertThat(errors("security:\n  peer_ca: p.pem\n"))
        .containsExactly(
            "c.yml:2: security.peer_ca: is given, and connections are not encrypted; set"
                + " security.tls to on");
  }

  @Test
  void encryptsUnlessOnlyThisMachineListens() throws IOException {
    var auto = load("").security();
    assertThat(auto.encrypts("127.0.0.1")).isFalse();
    assertThat(auto.encrypts("0.0.0.0")).isTrue();
    assertThat(auto.encrypts("play.example")).isTrue();
    assertThat(load("security: {tls: off}").security().encrypts("0.0.0.0")).isFalse();
    assertThat(load("security: {tls: on}").security().encrypts("::1")).isTrue();
  }

  @Test
  void refusesValuesThatDoNotFitTogether() throws IOException {
    assertThat(errors("coordinator: {listen_port: 9090}"))
        .containsExactly(
            "c.yml:1: monitoring.prometheus_port: '9090' is coordinator.listen_port too; choose another");
    assertThat(errors("limits:\n  max_message_bytes: 100000\n  max_queued_bytes: 99999\n"))
        .containsExactly(
            "c.yml:3: limits.max_queued_bytes: '99999' is less than limits.max_message_bytes,"
                + " 100000; raise it or lower that");
    assertThat(errors("scheduling:\n  suspect_after_ms: 300\n"))
        .containsExactly(
            "c.yml:2: scheduling.stall_after_ms: '250' is not more than scheduling.suspect_after_ms,"
                + " 300; raise it or lower that");
    assertThatCode(() -> load("{coordinator: {listen_port: 9090}, monitoring: {enable: false}}"))
        .doesNotThrowAnyException();
    assertThatCode(() -> load("{coordinator: {listen_port: 0}, monitoring: {prometheus_port: 0}}"))
        .doesNotThrowAnyException();
  }

  @Test
  void changesOneValueForEmbedders() {
    var config = CoordinatorConfig.defaults();

    assertThat(config.withListenPort(0).server().listenPort()).isZero();
    assertThat(config.withListenPort(0).withListenPort(8765)).isEqualTo(config);
    assertThat(config.withPrometheusPort(1).monitoring())
        .isEqualTo(new MonitoringSettings(true, "127.0.0.1", 1));
    assertThat(config.withoutMonitoring().monitoring().enable()).isFalse();
    assertThat(config.withoutAuthentication().security().auth())
        .isEqualTo(SecuritySettings.Auth.NONE);
    assertThatThrownBy(() -> config.withListenPort(65_536))
        .hasMessage("coordinator.listen_port: '65536' is out of range (0 to 65535)");
  }

  @Test
  void holdsProgramsToTheSameRules() {
    assertThatThrownBy(() -> server("0.0.0.0").withoutAuthentication())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("coordinator.listen_address: '0.0.0.0' is not a loopback address");
    assertThatThrownBy(() -> server("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("coordinator.listen_address: 'a b' is not an IP address");
  }

  @Test
  void looksAtResultsWherePeersAreAskedForTokensUnlessTold() throws IOException {
    var token = SecuritySettings.Auth.TOKEN;
    var none = SecuritySettings.Auth.NONE;
    var auto = CoordinatorConfig.defaults().verification();
    assertThat(auto.runs(token)).isTrue();
    assertThat(auto.runs(none)).isFalse();
    assertThat(auto.withMode(VerificationSettings.Mode.ON).runs(none)).isTrue();
    assertThat(auto.withMode(VerificationSettings.Mode.OFF).runs(token)).isFalse();
    assertThat(load("verification: {replicated_types: [a, b]}").verification().replicatedTypes())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(
            errors(
                "verification:\n  check_one_in: 0\n  cpu_percent: 101\n  replicated_types: ['a b']\n"))
        .hasSize(3)
        .allMatch(e -> e.contains("verification."));
  }

  @Test
  void refusesSchedulingOutOfRange() throws IOException {
    assertThat(
            errors(
                """
                scheduling:
                  admission: perhaps
                  hedge_budget_percent: 101
                  split_over_ms: -1
                  aging_ms: 0
                  probe_interval_ms: 0
                  suspect_after_ms: 0
                  stall_after_ms: 1
                  explained_tasks: 100001
                """))
        .containsExactly(
            "c.yml:2: scheduling.admission: 'perhaps' is not one of strict, best_effort",
            "c.yml:3: scheduling.hedge_budget_percent: '101' is out of range (0 to 100)",
            "c.yml:4: scheduling.split_over_ms: '-1' is out of range (0 to 3600000)",
            "c.yml:5: scheduling.aging_ms: '0' is out of range (1 to 3600000)",
            "c.yml:6: scheduling.probe_interval_ms: '0' is out of range (1 to 60000)",
            "c.yml:7: scheduling.suspect_after_ms: '0' is out of range (1 to 60000)",
            "c.yml:8: scheduling.stall_after_ms: '1' is out of range (2 to 600000)",
            "c.yml:9: scheduling.explained_tasks: '100001' is out of range (0 to 100000)");
    assertThatThrownBy(() ->
            new SchedulingSettings(
                SchedulingSettings.Admission.STRICT, 10, 25, 1_000, 8, 20, 250, -1))
        .hasMessage("scheduling.explained_tasks: '-1' is out of range (0 to 100000)");
    var hasty =
        new SchedulingSettings(SchedulingSettings.Admission.STRICT, 10, 25, 1_000, 8, 20, 20, 0);
    assertThatThrownBy(() -> CoordinatorConfig.defaults().withScheduling(hasty))
        .hasMessageStartingWith("scheduling.stall_after_ms: '20' is not more than");
  }

  private static CoordinatorConfig server(String address) {
    return CoordinatorConfig.defaults()
        .withServer(new ServerSettings(address, 0, 1, 1, 10, LogLevel.INFO, Optional.empty(), 0));
  }
}
