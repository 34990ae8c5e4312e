package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A frame that four peers share, through a real coordinator, beside the same frame of one peer. */
@Timeout(120)
class JoinedFrameTest {
  private static final int PEERS = 4;
  private static final int MOST_ASKED = 50;
  private static final int NEVER_SPLIT = 0;
  private static final int SPLIT_WHATEVER_TAKES_A_MILLISECOND = 1;

  @ParameterizedTest
  @CsvSource({"640, 360, 1280, 720", "333, 187, 666, 374", "300, 200, 450, 300"})
  void hasThePixelsOfTheUnsplitOne(int width, int height, int outWidth, int outHeight)
      throws Exception {
    var frame = Payload.of(Pictures.jpeg(width, height));
    var params =
        FrameUpscaleParams.of(
                width, height, outWidth, outHeight, FrameUpscaleParams.Quality.QUALITY)
            // or else the whole could be made by another rung than its parts
            .withAlgorithm(Optional.of("s"));
    var unsplit = upscaled(frame, params, NEVER_SPLIT, asked -> true);
    var joined =
        upscaled(frame, params, SPLIT_WHATEVER_TAKES_A_MILLISECOND, JoinedFrameTest::isJoined);

    assertThat(isJoined(unsplit)).isFalse();
    assertThat(isJoined(joined)).as("joined within %d frames", MOST_ASKED).isTrue();
    assertThat(pixels(joined)).isEqualTo(pixels(unsplit));
  }

  private interface Wanted {
    boolean is(byte[] picture);
  }

  /**
   * Asks for the frame until the answer is what is wanted: the coordinator splits for peers whose
   * speed it knows, so not the first ones.
   */
  private static byte[] upscaled(
      Payload frame, FrameUpscaleParams params, int splitOverMs, Wanted wanted) throws Exception {
    var peers = new ArrayList<RunningPeer>();
    try (var coordinator = new Coordinator(config(splitOverMs));
        var gamer = new GamerClient("frames")) {
      coordinator.start();
      IntStream.range(0, PEERS)
          .forEach(i ->
              peers.add(RunningPeer.start(coordinator.port(), "peer" + i, 1, "frame_upscale")));
      await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == PEERS);
      assertThat(gamer.connectToCoordinator("ws://127.0.0.1:" + coordinator.port())).isTrue();
      var answer = ask(gamer, frame, params);
      for (var asked = 1; asked < MOST_ASKED && !wanted.is(answer); asked++) {
        answer = ask(gamer, frame, params);
      }
      return answer;
    } finally {
      peers.forEach(RunningPeer::close);
    }
  }

  private static byte[] ask(GamerClient gamer, Payload frame, FrameUpscaleParams params)
      throws Exception {
    var task =
        gamer.submitTask(
            FrameUpscaleParams.TASK_TYPE, frame, params.toJson(), 5, OptionalLong.empty());
    var outcome = task.result().get(30, SECONDS).outcome();
    assertThat(outcome).isInstanceOf(TaskResult.Success.class);
    return ((TaskResult.Success) outcome).result().toByteArray();
  }

  /** Joined JPEGs have restart markers, and say so in front; the codecs here set none. */
  private static boolean isJoined(byte[] jpeg) {
    var at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xda) {
      if ((jpeg[at + 1] & 0xff) == 0xdd) {
        return true;
      }
      at += 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
    }
    return false;
  }

  private static CoordinatorConfig config(int splitOverMs) {
    return CoordinatorConfig.load(
        Map.of(
            "P2C2G_COORDINATOR_LISTEN_PORT", "0",
            "P2C2G_SCHEDULING_SPLIT_OVER_MS", Integer.toString(splitOverMs),
            "P2C2G_MONITORING_ENABLE", "false"));
  }

  private static int[] pixels(byte[] jpeg) throws IOException {
    BufferedImage image = Pictures.decoded(jpeg);
    var pixels = new int[image.getWidth() * image.getHeight()];
    image.getRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, image.getWidth());
    return pixels;
  }
}
