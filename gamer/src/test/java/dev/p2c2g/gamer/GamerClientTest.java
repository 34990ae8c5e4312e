package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GamerClientTest {
  private static final FrameSize SIZE = new FrameSize(64, 36);
  private static final FrameSize DOUBLE = new FrameSize(128, 72);
  private static final byte[] JPEG = Codecs.jpeg().encode(Quadrants.picture(64, 36), 90);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingSink sink = new RecordingSink();
  private final GamerClient client = new GamerClient("alice", ListSource.of(JPEG, SIZE, 1), sink);

  @Test
  void capturesSubmitsFetchesAndDisplaysStepByStep() throws Exception {
    try (client;
        Crowd crowd = Crowd.open().withUpscalingPeer("peer_a")) {
      assertThat(client.connectToCoordinator(crowd.url())).isTrue();
      CapturedFrame frame = client.captureFrame();
      String taskId = client.submitFrameForUpscaling(frame.data(), DOUBLE);
      byte[] upscaled = client.getUpscaledFrame(taskId, PATIENCE).orElseThrow();
      client.displayFrame(upscaled);

      Picture shown = sink.frames().getFirst().picture();
      assertThat(shown.width()).isEqualTo(128);
      assertThat(shown.height()).isEqualTo(72);
      assertThat(Quadrants.matches(shown.toImage())).isTrue();
      assertThat(sink.frames().getFirst().encoded()).isEqualTo(upscaled);
      assertThat(client.stats().completedTasks()).isEqualTo(1);
      assertThatThrownBy(client::captureFrame).hasMessage("a test's frames has ended");
    }
    assertThat(sink.isClosed()).isTrue();
  }

  @Test
  void handsAResultOutOnceAndWaitsOnlyAsLongAsAsked() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (client;
        Crowd crowd =
            Crowd.open()
                .withPeer(
                    "peer_a",
                    task -> {
                      await(mayAnswer);
                      return Crowd.upscale(task);
                    })) {
      client.connectToCoordinator(crowd.url());
      String taskId = client.submitFrameForUpscaling(JPEG, DOUBLE);
      assertThat(client.getUpscaledFrame(taskId)).isEmpty();
      mayAnswer.countDown();
      assertThat(client.getUpscaledFrame(taskId, PATIENCE)).isPresent();
      assertThatThrownBy(() -> client.getUpscaledFrame(taskId))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining(taskId);
    }
  }

  @Test
  void tellsWhyASubmissionWasRefused() throws Exception {
    try (client;
        Crowd crowd = Crowd.open().withUpscalingPeer("peer_a")) {
      client.connectToCoordinator(crowd.url());
      assertThatThrownBy(() -> client.submitFrameForUpscaling(JPEG, new FrameSize(640, 36)))
          .isInstanceOfSatisfying(
              SubmitRefusedException.class, e -> assertThat(e.code()).isEqualTo("invalid_params"))
          .hasMessageContaining("output_width");
      assertThatThrownBy(() -> client.submitFrameForUpscaling(new byte[] {1, 2}, DOUBLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 bytes");
    }
  }

  @Test
  void tellsWhyATaskFailed() throws Exception {
    try (client;
        Crowd crowd =
            Crowd.open()
                .withPeer("peer_a", _ -> new TaskResult.Failure("on fire", Optional.empty()))) {
      client.connectToCoordinator(crowd.url());
      String taskId = client.submitFrameForUpscaling(JPEG, DOUBLE);
      assertThatThrownBy(() -> client.getUpscaledFrame(taskId, PATIENCE))
          .isInstanceOfSatisfying(
              TaskFailedException.class, e -> assertThat(e.code()).isEqualTo("attempts_exhausted"))
          .hasMessageContaining("on fire");
    }
  }

  @Test
  void carriesTasksOfAnyType() throws Exception {
    byte[] bytes = {3, 1, 4, 1, 5};
    try (client;
        Crowd crowd = Crowd.open().withPeer("peer_a", Crowd::echo)) {
      client.connectToCoordinator(crowd.url());
      TaskHandle handle =
          client.submitTask("echo", Payload.of(bytes), Json.object(), 5, OptionalLong.empty());
      TaskResult result = Answers.require(handle.result(), PATIENCE.toMillis());
      assertThat(Answers.payload(result).toByteArray()).isEqualTo(bytes);
      assertThat(handle.requestId()).startsWith("alice-");
      assertThat(result.peerId()).contains("peer_a");
    }
  }

  @Test
  void failsWhatIsOpenWhenItCloses() {
    try (Crowd crowd = Crowd.open().withSilentPeer("peer_a")) {
      client.connectToCoordinator(crowd.url());
      TaskHandle handle =
          client.submitTask(
              "echo", Payload.of(new byte[1]), Json.object(), 5, OptionalLong.empty());
      client.close();
      assertThatThrownBy(() -> Answers.require(handle.result(), PATIENCE.toMillis()))
          .isInstanceOf(ConnectionLostException.class);
      assertThat(client.connectToCoordinator(crowd.url())).isFalse();
    }
  }

  @Test
  void noticesThatTheCoordinatorStopped() throws Exception {
    try (client) {
      try (Crowd crowd = Crowd.open()) {
        client.connectToCoordinator(crowd.url());
        assertThat(client.isConnected()).isTrue();
      }
      client.disconnected().get();
      assertThat(client.isConnected()).isFalse();
      assertThatThrownBy(client::stats).isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void answersFalseWhenNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (client) {
      assertThat(client.connectToCoordinator("ws://127.0.0.1:" + port)).isFalse();
      assertThat(client.isConnected()).isFalse();
      assertThatThrownBy(() -> client.submitFrameForUpscaling(JPEG, DOUBLE))
          .isInstanceOf(ConnectionLostException.class)
          .hasMessageContaining("connectToCoordinator");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8765",
        "http://localhost:8765",
        "ws://",
        "ws://host:0",
        "ws://host:70000",
        "ws://a b",
        "ws://me:secret@host"
      })
  void refusesAUrlThatCanNeverWork(String url) {
    try (client) {
      assertThatThrownBy(() -> client.connectToCoordinator(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ws://host:8765");
    }
  }

  @Test
  void refusesAnIdThatCannotTravel() {
    assertThatThrownBy(() -> new GamerClient("no spaces"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no spaces");
  }

  @Test
  void refusesToDisplayWhatIsNoPicture() {
    try (client) {
      assertThatThrownBy(() -> client.displayFrame(new byte[] {1}))
          .isInstanceOf(DisplayException.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
