package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs in another language, in the text form, beside our own in the binary one. */
@Timeout(90)
class MixedCrowdTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;

  @TempDir private Path folder;
  private Coordinator coordinator;
  private String url;

  @BeforeEach
  void start() {
    Outside.python();
    coordinator =
        new Coordinator(
            CoordinatorConfig.defaults()
                .withListenPort(0)
                .withoutMonitoring()
                .withoutAuthentication());
    coordinator.start();
    url = "ws://127.0.0.1:" + coordinator.port();
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  @Test
  void pythonGamerIsServedByPythonPeer() throws Exception {
    var out = Files.createDirectory(folder.resolve("out"));
    writeFrames(5);
    try (var peer = Program.python("peer.py", url, "--id", "snake");
        var gamer =
            Program.python(
                "gamer.py",
                framesWhen(peer),
                "--url",
                url,
                "--out",
                out.toString(),
                "--fps",
                "60",
                "--size",
                "480x360",
                "--quality",
                "quality",
                "--deadline-ms",
                "20000")) {
      assertThat(gamer.awaitExit(30)).as(gamer.output()).isZero();
      gamer.awaitLine("5 upscaled, 0 failed.*p50 .*p95 .*p99");
      assertSizes(out, 5, 480, 360);
      peer.terminate();
      assertThat(peer.awaitExit(10)).as(peer.output()).isZero();
    }
    assertThat(coordinator.getSystemStats().completedTasks()).isEqualTo(5);
  }

  @Test
  void pythonGamerIsServedByJavaPeer() throws Exception {
    var out = Files.createDirectory(folder.resolve("out"));
    writeFrames(3);
    try (var _ = RunningPeer.start(coordinator.port(), "java", 2, "frame_upscale")) {
      awaitPeers(1);
      try (var gamer =
          Program.python(
              "gamer.py",
              folder.resolve("frames").toString(),
              "--url",
              url,
              "--out",
              out.toString(),
              "--fps",
              "0",
              "--scale",
              "2.5",
              "--deadline-ms",
              "20000")) {
        assertThat(gamer.awaitExit(30)).as(gamer.output()).isZero();
      }
    }
    assertSizes(out, 3, 800, 450);
  }

  @Test
  void pythonGamerTellsByItsExitStatusThatAFrameFailed() throws Exception {
    writeFrames(2);
    Files.writeString(folder.resolve("frames/frame-1.jpg"), "no picture");
    try (var _ = RunningPeer.start(coordinator.port(), "java", 2, "frame_upscale")) {
      awaitPeers(1);
      try (var gamer =
          Program.python(
              "gamer.py",
              folder.resolve("frames").toString(),
              "--url",
              url,
              "--deadline-ms",
              "20000")) {
        assertThat(gamer.awaitExit(30)).as(gamer.output()).isEqualTo(1);
        gamer.awaitLine("1 upscaled, 1 failed");
      }
    }
  }

  @Test
  void pythonPeerFinishesItsTaskBeforeItLeaves() throws Exception {
    try (var peer = Program.python("peer.py", url, "--id", "snake", "--max-concurrent", "1");
        var gamer = new GamerClient("slow")) {
      peer.awaitLine("registered as snake");
      assertThat(gamer.connectToCoordinator(url)).isTrue();
      // enough work for the signal to come while it is being done
      var task = submit(gamer, 2_000, 1_500);
      task.taskId().get(10, SECONDS);
      peer.terminate();
      var result = task.result().get(30, SECONDS);
      assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
      assertThat(result.delivery().orElseThrow().attempts()).isEqualTo(1);
      assertThat(peer.awaitExit(10)).as(peer.output()).isZero();
    }
    assertThat(coordinator.getSystemStats().activePeers()).isZero();
  }

  @Test
  void mixedCrowdServesOneGamerAndEveryMemberGetsWork() throws Exception {
    try (var _ = Program.python("peer.py", url, "--id", "python-1", "--max-concurrent", "1");
        var _ = Program.python("peer.py", url, "--id", "python-2", "--max-concurrent", "2");
        var _ = RunningPeer.start(coordinator.port(), "java-1", 1, "frame_upscale");
        var _ = RunningPeer.start(coordinator.port(), "java-2", 2, "frame_upscale");
        var gamer = new GamerClient("mixed")) {
      awaitPeers(4);
      assertThat(gamer.connectToCoordinator(url)).isTrue();
      Map<String, Integer> algorithms = new HashMap<>();
      var served = new HashSet<String>();
      // one burst can be over before a member's first answer; whoever was slow then is asked again
      await()
          .atMost(60, SECONDS)
          .until(() -> {
            serveBurst(gamer, served, algorithms);
            return served.size() == 4;
          });
      assertThat(served).containsOnly("python-1", "python-2", "java-1", "java-2");
      // the Java peers choose among their rungs by the time there is
      assertThat(algorithms).containsKey("pillow-lanczos").hasSizeGreaterThan(1);
    }
  }

  /** Has frames upscaled, and notes by whom and how. */
  private static void serveBurst(
      GamerClient gamer, Set<String> served, Map<String, Integer> algorithms) throws Exception {
    var tasks = new ArrayList<TaskHandle>();
    for (var i = 0; i < 48; i++) {
      tasks.add(submit(gamer, WIDTH, HEIGHT));
    }
    for (var task : tasks) {
      var result = task.result().get(30, SECONDS);
      assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
      var success = (TaskResult.Success) result.outcome();
      var picture = Pictures.decoded(success.result().toByteArray());
      assertThat(picture.getWidth()).isEqualTo(2 * WIDTH);
      assertThat(picture.getHeight()).isEqualTo(2 * HEIGHT);
      algorithms.merge(success.algorithmUsed(), 1, Integer::sum);
      served.add(result.peerId().orElse("nobody"));
    }
  }

  /** The folder with the frames, once the peer is there to take them. */
  private String framesWhen(Program peer) {
    peer.awaitLine("registered as snake");
    return folder.resolve("frames").toString();
  }

  private void awaitPeers(int count) {
    await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == count);
  }

  private void writeFrames(int count) throws Exception {
    var frames = Files.createDirectory(folder.resolve("frames"));
    for (var i = 0; i < count; i++) {
      Files.write(frames.resolve("frame-" + i + ".jpg"), Pictures.jpeg(WIDTH, HEIGHT));
    }
  }

  private static void assertSizes(Path out, int count, int width, int height) throws Exception {
    for (var i = 0; i < count; i++) {
      var picture = Pictures.decoded(Files.readAllBytes(out.resolve("frame-" + i + ".jpg")));
      assertThat(picture.getWidth()).isEqualTo(width);
      assertThat(picture.getHeight()).isEqualTo(height);
    }
  }

  /** A frame of that size, to be doubled. */
  private static TaskHandle submit(GamerClient gamer, int width, int height) {
    var params = FrameUpscaleParams.of(width, height, 2 * width, 2 * height, Quality.BALANCED);
    var jpeg = Payload.of(Pictures.jpeg(width, height));
    return gamer.submitTask(
        FrameUpscaleParams.TASK_TYPE, jpeg, params.toJson(), 5, OptionalLong.empty());
  }
}
