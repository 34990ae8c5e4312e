package dev.p2c2g.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.imaging.Codecs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code p2c2g submit --detach} and {@code fetch}, as a user runs them. */
@Timeout(120)
class DurableCommandsTest {
  private static final String FRAME = "../demo/clip/frame-000.jpg";

  @TempDir private Path folder;

  @Test
  void aPictureIsHandedInNowAndFetchedLater() throws Exception {
    try (var coordinator =
        new Coordinator(
            CoordinatorConfig.defaults()
                .withListenPort(0)
                .withoutMonitoring()
                .withoutAuthentication())) {
      coordinator.start();
      var url = "ws://127.0.0.1:" + coordinator.port();
      var out = folder.resolve("out.jpg");
      String taskId;
      try (var submit =
          Program.p2c2g("submit", FRAME, out.toString(), "--coordinator", url, "--detach")) {
        assertThat(submit.awaitExit(30)).as(submit.output()).isZero();
        taskId = submit.awaitLine("task_\\S+").group();
      }
      assertThat(coordinator.getSystemStats().pendingTasks()).isEqualTo(1);
      assertThat(out).doesNotExist();
      try (var fetch = Program.p2c2g("fetch", taskId, out.toString(), "--coordinator", url)) {
        fetch.awaitLine(taskId + " is not done yet");
        try (var _ = RunningPeer.start(coordinator.port(), "peer_a", 1, "frame_upscale")) {
          assertThat(fetch.awaitExit(60)).as(fetch.output()).isZero();
        }
      }
      var picture = Codecs.decode(Files.readAllBytes(out), 1 << 24);
      assertThat(picture.width()).isEqualTo(2 * 960);
      try (var fetch = Program.p2c2g("fetch", "task_never", out.toString(), "--coordinator", url)) {
        assertThat(fetch.awaitExit(30)).isEqualTo(1);
        assertThat(fetch.output()).contains("task_never", "is none of yours");
      }
    }
  }
}
