package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code p2c2g pause}, {@code resume} and {@code peers}, to a peer in a process of its own. */
@Timeout(120)
class OwnerCommandsTest {
  private static final String PEER = "owned-" + ProcessHandle.current().pid();
  private static final int SECONDS_TO_ANSWER = 30;

  /** Where the user's peers are found: other tests kill and freeze theirs. */
  @TempDir private Path runtime;

  private Program program(String... command) {
    return Program.p2c2g(
        Map.of("P2C2G_SECURITY_AUTH", "none", "XDG_RUNTIME_DIR", runtime.toString()), command);
  }

  private String answer(int exitStatus, String... command) throws Exception {
    try (var program = program(command)) {
      assertThat(program.awaitExit(SECONDS_TO_ANSWER)).as(program.output()).isEqualTo(exitStatus);
      return program.output();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void pauseAndResumeFindThePeerAndSigtermEndsItWhilePaused() throws Exception {
    var config = CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring();
    try (var coordinator = new Coordinator(config)) {
      coordinator.start();
      var url = "ws://127.0.0.1:" + coordinator.port();
      try (var peer =
          program("peer", "--coordinator", url, "--id", PEER, "--tasks", "echo", "--never-pause")) {
        peer.awaitLine("registered at");
        assertThat(answer(0, "peers", PEER)).contains(PEER, " connected", "takes tasks");
        assertThat(answer(0, "pause", PEER)).contains(PEER + ": paused; handed back: 0");
        assertThat(answer(0, "peers", PEER)).contains("paused: its owner paused it");
        assertThat(answer(0, "resume", PEER)).contains(PEER + ": takes tasks");
        assertThat(answer(0, "pause", PEER)).contains("paused");
        peer.terminate();

        assertThat(peer.awaitExit(10)).as(peer.output()).isZero();
        assertThat(answer(1, "pause", PEER)).contains("p2c2g: no peer");
      }
    }
  }
}
