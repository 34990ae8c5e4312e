package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.SubmitRefusedException;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.security.CircleKey;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A coordinator that relays what it cannot read, between processes. */
@Timeout(180)
class SealedFramesTest {
  private static final int FRAMES = 4;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;

  /** So begins every JPEG that a codec of ours or of the JDK writes. */
  private static final byte[] JPEG_HEAD = HexFormat.of().parseHex("ffd8ffe000104a464946");

  private final CircleKey key = CircleKey.generate();

  @TempDir private Path folder;

  @Test
  void reachPeersOfTheCircleAloneAndAreReadByNobodyElse() throws Exception {
    var keyFile = folder.resolve("circle.key");
    key.write(keyFile);
    try (var coordinator = Program.p2c2g("coordinator", "--port", "0", "--metrics-port", "0")) {
      var port = Integer.parseInt(coordinator.awaitLine("ready on ws://.*:(\\d+)").group(1));
      try (var tap = new Tap(port);
          var inside = peer(tap, "inside", "--seal-key", keyFile.toString());
          var _ = peer(tap, "outside");
          var gamer = new GamerClient("gamer")) {
        gamer.connectToCoordinator(tap.url());
        await().atMost(60, SECONDS).until(() -> gamer.stats().activePeers() == 2);
        gamer.sealTo(key.circle());
        for (var i = 0; i < FRAMES; i++) {
          assertThat(upscaledBy(gamer)).contains("inside");
        }
        submitByCommand(tap);
        assertThat(tap.size()).isGreaterThan(2 * FRAMES * picture().length);
        assertThat(tap.holds(JPEG_HEAD)).isFalse();
        assertThat(tap.holds(middleOf(picture()))).isFalse();
        inside.awaitLine("opens what is sealed to \\[" + key.circle().id());

        inside.kill();
        await().atMost(30, SECONDS).until(() -> gamer.stats().activePeers() == 1);
        assertThat(refusalOf(gamer)).isEqualTo("no_capable_peer");
        assertThatOpenFramesAreSeen(tap);
      }
    }
  }

  /** Or else nothing was shown above. */
  private static void assertThatOpenFramesAreSeen(Tap tap) throws Exception {
    try (var open = new GamerClient("open")) {
      open.connectToCoordinator(tap.url());
      assertThat(upscaledBy(open)).contains("outside");
    }
    assertThat(tap.holds(JPEG_HEAD)).isTrue();
    assertThat(tap.holds(middleOf(picture()))).isTrue();
  }

  private static Program peer(Tap tap, String id, String... more) {
    var arguments = new ArrayList<String>();
    arguments.addAll(Arrays.asList("peer", "--coordinator", tap.url(), "--id", id));
    arguments.addAll(Arrays.asList("--tasks", "frame_upscale", "--never-pause", "--lanes", "1"));
    arguments.addAll(Arrays.asList(more));
    return Program.p2c2g(arguments.toArray(String[]::new));
  }

  /** Has the frame upscaled, and checks what comes back; who did it. */
  private static Optional<String> upscaledBy(GamerClient gamer) throws Exception {
    var result =
        gamer
            .submitTask(
                FrameUpscaleParams.TASK_TYPE,
                Payload.of(picture()),
                params(),
                GamerClient.DEFAULT_PRIORITY,
                OptionalLong.empty())
            .result()
            .get(30, SECONDS);
    assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
    isTheFrame(((TaskResult.Success) result.outcome()).result().toByteArray());
    return result.peerId();
  }

  private static String refusalOf(GamerClient gamer) throws Exception {
    try {
      var _ =
          gamer
              .submitTask(
                  FrameUpscaleParams.TASK_TYPE,
                  Payload.of(picture()),
                  params(),
                  GamerClient.DEFAULT_PRIORITY,
                  OptionalLong.of(10_000))
              .result()
              .get(30, SECONDS);
      return "";
    } catch (ExecutionException e) {
      return e.getCause() instanceof SubmitRefusedException refusal ? refusal.code() : e.toString();
    }
  }

  private void submitByCommand(Tap tap) throws Exception {
    var in = Files.write(folder.resolve("in.jpg"), picture());
    var out = folder.resolve("out.jpg");
    try (var submit =
        Program.p2c2g(
            "submit",
            in.toString(),
            out.toString(),
            "--coordinator",
            tap.url(),
            "--seal-to",
            key.circle().toString())) {
      assertThat(submit.awaitExit(30)).as(submit.output()).isZero();
    }
    isTheFrame(Files.readAllBytes(out));
  }

  private static ObjectNode params() {
    return FrameUpscaleParams.of(
            WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, FrameUpscaleParams.Quality.FAST)
        .toJson();
  }

  private static byte[] picture() {
    return Pictures.jpeg(WIDTH, HEIGHT);
  }

  /** Scan data, which no other picture has. */
  private static byte[] middleOf(byte[] jpeg) {
    return Arrays.copyOfRange(jpeg, jpeg.length / 2, jpeg.length / 2 + 32);
  }

  private static void isTheFrame(byte[] upscaled) throws IOException {
    var large = Pictures.decoded(upscaled);
    var small = Pictures.decoded(picture());
    assertThat(large.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(large.getHeight()).isEqualTo(2 * HEIGHT);
    for (var at = 10; at < HEIGHT; at += 20) {
      var there = new Color(large.getRGB(2 * at, 2 * at));
      var here = new Color(small.getRGB(at, at));
      assertThat(Math.abs(there.getRed() - here.getRed())).isLessThan(40);
      assertThat(Math.abs(there.getGreen() - here.getGreen())).isLessThan(40);
    }
  }
}
