package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.config.ConfigException;
import dev.p2c2g.config.LogLevel;
import dev.p2c2g.transport.CoordinatorUrls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerConfigTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("p.yml"), yaml);
  }

  private PeerConfig load(String yaml) throws IOException {
    return PeerConfig.load(file(yaml), Map.of());
  }

  private List<String> errors(String yaml) throws IOException {
    Path file = file(yaml);
    var thrown = catchThrowableOfType(ConfigException.class, () -> PeerConfig.load(file, Map.of()));
    assertThat(thrown).as("an exception for %s", yaml).isNotNull();
    return thrown.errors().stream().map(e -> e.replace(file.toString(), "p.yml")).toList();
  }

  private static PeerConfig other() {
    return new PeerConfig(
        "a",
        CoordinatorUrls.parse("wss://h"),
        0,
        List.of("x", "y"),
        new PeerConfig.Resources(false, 2, 3),
        new PeerConfig.Yielding(
            List.of(WeeklySpan.parse("mon-fri 18:00-23:30")), false, List.of("cs2", "A.exe")),
        new PeerConfig.Logging(LogLevel.TRACE, Optional.of(Path.of("p.log"))));
  }

  @Test
  void defaultFileSaysWhatTheDefaultsAre() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PeerConfig.class.getResourceAsStream("/peer_config.yml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(load(yaml)).isEqualTo(PeerConfig.defaults());
      assertThat(yaml)
          .contains(
              "\n  peer_id: ",
              "\n  coordinator_url: ",
              "\n  reconnect_attempts: ",
              "\n  task_types: ",
              "\n  use_gpu: ",
              "\n  max_concurrent_tasks: ",
              "\n  max_pixels: ",
              "\n  schedule: ",
              "\n  on_battery: ",
              "\n  programs: ",
              "\n  level: ",
              "\n  file: ");
    }
  }

  @Test
  void defaultsAreTheContracts() {
    assertThat(PeerConfig.defaults())
        .isEqualTo(
            new PeerConfig(
                "auto",
                CoordinatorUrls.parse("ws://localhost:8765"),
                5,
                List.of("frame_upscale", "echo"),
                new PeerConfig.Resources(true, 4, 33_177_600),
                new PeerConfig.Yielding(List.of(), true, List.of()),
                new PeerConfig.Logging(LogLevel.INFO, Optional.empty())));
  }

  @Test
  void readsEveryKeyFromTheFile() throws IOException {
    String yaml =
        """
        peer:
          peer_id: a
          coordinator_url: "wss://h"
          reconnect_attempts: 0
          task_types: ["x", y]
        resources:
          use_gpu: false
          max_concurrent_tasks: 2
          max_pixels: 3
        yield:
          schedule: [mon-fri 18:00-23:30]
          on_battery: false
          programs: [cs2, A.exe]
        logging:
          level: "TRACE"
          file: "p.log"
        """;

    assertThat(load(yaml)).isEqualTo(other());
  }

  @Test
  void readsEveryKeyFromTheEnvironment() {
    var env =
        Map.of(
            "P2C2G_PEER_PEER_ID", "a",
            "P2C2G_PEER_COORDINATOR_URL", "wss://h",
            "P2C2G_PEER_RECONNECT_ATTEMPTS", "0",
            "P2C2G_PEER_TASK_TYPES", "x,y",
            "P2C2G_RESOURCES_USE_GPU", "false",
            "P2C2G_RESOURCES_MAX_CONCURRENT_TASKS", "2",
            "P2C2G_RESOURCES_MAX_PIXELS", "3",
            "P2C2G_LOGGING_LEVEL", "TRACE",
            "P2C2G_LOGGING_FILE", "p.log");
    var yielding =
        Map.of(
            "P2C2G_YIELD_SCHEDULE", "mon-fri 18:00-23:30",
            "P2C2G_YIELD_ON_BATTERY", "false",
            "P2C2G_YIELD_PROGRAMS", "cs2,A.exe");
    var all = new HashMap<>(env);
    all.putAll(yielding);

    assertThat(PeerConfig.load(all)).isEqualTo(other());
  }

  @Test
  void reportsFiveMistakesWithLineKeyAndRange() throws IOException {
    String yaml =
        """
        peer:
          peer_id: "two words"
          coordinator_url: http://localhost:8765
          reconnect_attempts: -1
          task_types: []
        resources:
          max_concurent_tasks: 4
        """;

    assertThat(errors(yaml))
        .containsExactly(
            "p.yml:2: peer.peer_id: 'two words' is not 1 to 64 of A-Z a-z 0-9 . _ : -",
            "p.yml:3: peer.coordinator_url: 'http://localhost:8765' is not a URL such as"
                + " ws://host:8765 or wss://host:8765 (it must begin with ws:// or wss://)",
            "p.yml:4: peer.reconnect_attempts: '-1' is out of range (0 to 1000000)",
            "p.yml:5: peer.task_types: '0 entries' is out of range (1 to 64)",
            "p.yml:7: resources.max_concurent_tasks: is not a setting;"
                + " did you mean 'resources.max_concurrent_tasks'?");
  }

  @Test
  void acceptsUrlsOfCoordinators() throws IOException {
    for (String url :
        List.of(
            "ws://h",
            "wss://h.example:443",
            "ws://[::1]:8765",
            "ws://10.0.0.1:65535/",
            "wss://h/p",
            "ws://h,wss://i:1")) {
      assertThat(load("peer: {coordinator_url: '" + url + "'}").coordinatorUrl()).hasToString(url);
    }
  }

  @Test
  void refusesUrlsThatLeadNowhere() throws IOException {
    for (String url :
        List.of(
            "",
            "localhost:8765",
            "ws:",
            "ws://",
            "ws:///x",
            "ws://:8765",
            "ws://h:0",
            "ws://h:65536",
            "ws://h:x",
            "ws://a b",
            "ws://a_b",
            "ws://u:p@h",
            "ws://h#x")) {
      assertThat(errors("peer: {coordinator_url: '" + url + "'}"))
          .singleElement()
          .asString()
          .startsWith("p.yml:1: peer.coordinator_url: '" + url + "' is not a URL such as ws://");
    }
  }

  @Test
  void checksEveryTaskType() throws IOException {
    assertThat(errors("peer: {task_types: [echo, 'a b', echo]}"))
        .containsExactly(
            "p.yml:1: peer.task_types: 'a b' is not 1 to 64 of A-Z a-z 0-9 . _ : -",
            "p.yml:1: peer.task_types: 'echo' is listed twice; keep one");
  }

  @Test
  void reportsEveryMistakeAboutTheOwnersTime() throws IOException {
    String yaml =
        """
        yield:
          schedule: ["mon-fri 18:00", "sat 25:00-26:00", "day 10:00-11:00", "sun 07:00-07:00"]
          on_battery: sometimes
          programs: ["/usr/games/chess", "", 'c:\\x.exe', chess]
        """;

    assertThat(errors(yaml))
        .containsExactly(
            "p.yml:2: yield.schedule: 'mon-fri 18:00' is not days and a span, such as"
                + " mon-fri 18:00-23:30 or sat,sun 00:00-24:00, of at most 60 characters",
            "p.yml:2: yield.schedule: 'sat 25:00-26:00' has the time 25:00;"
                + " times are 00:00 to 23:59, and 24:00 as an end",
            "p.yml:2: yield.schedule: 'day 10:00-11:00' names the day 'day';"
                + " days are mon, tue, wed, thu, fri, sat, sun",
            "p.yml:2: yield.schedule: 'sun 07:00-07:00' begins and ends at the same time;"
                + " the whole day is 00:00-24:00",
            "p.yml:3: yield.on_battery: 'sometimes' is not true or false",
            "p.yml:4: yield.programs: '/usr/games/chess' is not the name of an executable"
                + " without its folder, of 1 to 64 characters",
            "p.yml:4: yield.programs: '' is not the name of an executable"
                + " without its folder, of 1 to 64 characters",
            "p.yml:4: yield.programs: 'c:\\x.exe' is not the name of an executable"
                + " without its folder, of 1 to 64 characters");
  }

  @Test
  void changesOneValueForEmbedders() {
    var config = PeerConfig.defaults();

    assertThat(config.withPeerId("x").peerId()).isEqualTo("x");
    assertThat(config.withPeerId("x").withPeerId("auto")).isEqualTo(config);
    assertThat(config.withCoordinatorUrl(URI.create("ws://h")).coordinatorUrl())
        .hasToString("ws://h");
    assertThatThrownBy(() -> config.withPeerId("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("peer.peer_id: 'a b' is not 1 to 64 of A-Z a-z 0-9 . _ : -");
    assertThatThrownBy(() -> config.withCoordinatorUrl(URI.create("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("peer.coordinator_url: 'x' is not a URL such as");
  }
}
