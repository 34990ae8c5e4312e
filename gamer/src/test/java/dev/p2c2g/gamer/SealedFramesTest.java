package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.SealedTask;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Frames that a gamer seals to a circle of peers. */
@Timeout(60)
class SealedFramesTest {
  private static final byte[] JPEG = Codecs.jpeg().encode(Quadrants.picture(64, 36), 90);
  private static final FrameSize SIZE = new FrameSize(64, 36);
  private static final FrameSize TWICE = new FrameSize(128, 72);
  private static final int FRAMES = 10;
  private static final SessionOptions PATIENT = SessionOptions.at(60).withDeadlineMs(10_000);

  private static final FrameUpscaleParams PARAMS =
      FrameUpscaleParams.of(64, 36, 128, 72, FrameUpscaleParams.Quality.FAST);

  private final CircleKey key = CircleKey.generate();
  private final RecordingSink sink = new RecordingSink();

  private GamerClient client(Crowd crowd) {
    GamerClient client = new GamerClient("alice");
    client.sealTo(key.circle());
    client.connectToCoordinator(crowd.url());
    return client;
  }

  private SessionReport run(GamerClient client) throws Exception {
    return new GamerSession(client, ListSource.of(JPEG, SIZE, FRAMES), sink, PATIENT).run();
  }

  @Test
  void areShownLocallyWhereResultsDoNotOpen() throws Exception {
    byte[] binding = PARAMS.sealBinding();
    SealedTask earlier = key.circle().seal(ByteBuffer.wrap(JPEG), binding);
    Payload itsAnswer =
        new Payload.Inline(key.open(earlier.bytes(), binding).seal(ByteBuffer.wrap(JPEG)));
    try (Crowd crowd = Crowd.open();
        SealingPeer _ = SealingPeer.open(crowd.url(), key, _ -> itsAnswer);
        GamerClient client = client(crowd)) {
      SessionReport report = run(client);

      assertThat(report.shownLocally()).isEqualTo(Map.of("failed.unopened_result", (long) FRAMES));
      assertThat(sink.frames()).hasSize(FRAMES);
      assertThat(sink.frames()).allMatch(frame -> Quadrants.matches(frame.picture().toImage()));
    }
  }

  @Test
  void areNotBelievedToBeResultsInTheOpen() throws Exception {
    try (Crowd crowd = Crowd.open();
        SealingPeer _ = SealingPeer.open(crowd.url(), key, _ -> Payload.of(JPEG));
        GamerClient client = client(crowd)) {
      String taskId = client.submitFrameForUpscaling(JPEG, TWICE);
      assertThatThrownBy(() -> client.getUpscaledFrame(taskId, Duration.ofSeconds(20)))
          .isInstanceOf(UnopenedResultException.class)
          .hasMessageContaining("does not open");
    }
  }

  @Test
  void comeBackOpenAndUpscaledFromPeersWithTheKeyAlone() throws Exception {
    try (Crowd crowd = Crowd.open().withUpscalingPeer("peer_a");
        SealingPeer _ = SealingPeer.open(crowd.url(), key, Supplier::get);
        GamerClient client = client(crowd)) {
      String taskId = client.submitFrameForUpscaling(JPEG, TWICE);
      byte[] upscaled = client.getUpscaledFrame(taskId, Duration.ofSeconds(20)).orElseThrow();
      assertThat(Quadrants.matches(Codecs.decode(upscaled, 1 << 20).toImage())).isTrue();
    }
  }

  @Test
  void areNotSentAtAllWhereTheyCannotBeSealed() {
    try (Crowd crowd = Crowd.open();
        GamerClient client = client(crowd)) {
      assertThatThrownBy(() -> submit(client, "echo", PARAMS.toJson()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("taskType is echo");
      assertThatThrownBy(() -> submit(client, "frame_upscale", Json.object()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("params.input_width");
      var region = PARAMS.toJson();
      region.putObject("region").put("x", 0).put("y", 0).put("width", 8).put("height", 8);
      assertThatThrownBy(() -> submit(client, "frame_upscale", region))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("params.region");
    }
  }

  private static void submit(GamerClient client, String type, ObjectNode params) {
    var _ = client.submitTask(type, Payload.of(JPEG), params, 5, OptionalLong.empty());
  }
}
