package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.DirectorySink;
import dev.p2c2g.gamer.DirectorySource;
import dev.p2c2g.gamer.FrameSize;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Psnr;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job, on real frames. */
@Timeout(60)
class EndToEndTest {
  private static final int FRAMES = 6;
  private static final FrameSize TARGET = new FrameSize(1920, 1080);
  private static final long MAX_PIXELS = 1920 * 1080;
  private static final int BORDER = 16;

  @TempDir private Path out;

  /** Gamer to coordinator to peer, and back the same way. */
  @Test
  void testEndToEndFrameProcessing() throws Exception {
    var config = CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring();
    try (var coordinator = new Coordinator(config)) {
      coordinator.start();
      try (var _ = RunningPeer.start(coordinator.port(), "worker", 2, "frame_upscale");
          var gamer = new GamerClient("player", DirectorySource.open(frames(), false), sink())) {
        await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == 1);
        assertThat(gamer.connectToCoordinator("ws://127.0.0.1:" + coordinator.port())).isTrue();
        for (var i = 0; i < FRAMES; i++) {
          var frame = gamer.captureFrame();
          var taskId = gamer.submitFrameForUpscaling(frame.data(), TARGET);
          var upscaled = gamer.getUpscaledFrame(taskId, Duration.ofSeconds(20)).orElseThrow();
          resembles(upscaled, frame.data());
          gamer.displayFrame(upscaled);
        }
        assertThat(gamer.stats().completedTasks()).isEqualTo(FRAMES);
        assertThat(gamer.stats().failedTasks()).isZero();
      }
    }
    try (var written = Files.list(out)) {
      assertThat(written).hasSize(FRAMES);
    }
  }

  private DirectorySink sink() throws Exception {
    return DirectorySink.open(out, 90);
  }

  /** The output shrunk to the input's size is the input again, but for what JPEG loses twice. */
  private static void resembles(byte[] upscaled, byte[] input) {
    var large = Codecs.decode(upscaled, MAX_PIXELS).luma();
    assertThat(large.width()).isEqualTo(TARGET.width());
    assertThat(large.height()).isEqualTo(TARGET.height());
    var small = Codecs.decode(input, MAX_PIXELS).luma();
    assertThat(Psnr.of(halved(large), small, BORDER)).isGreaterThan(28);
  }

  private static Plane halved(Plane large) {
    var small = Plane.allocate(large.width() / 2, large.height() / 2);
    for (var y = 0; y < small.height(); y++) {
      for (var x = 0; x < small.width(); x++) {
        var sum =
            large.sample(2 * x, 2 * y)
                + large.sample(2 * x + 1, 2 * y)
                + large.sample(2 * x, 2 * y + 1)
                + large.sample(2 * x + 1, 2 * y + 1);
        small.samples()[small.rowStart(y) + x] = (byte) ((sum + 2) / 4);
      }
    }
    return small;
  }

  private static Path frames() throws URISyntaxException {
    URL folder = Objects.requireNonNull(EndToEndTest.class.getResource("/frames"));
    return Path.of(folder.toURI());
  }
}
