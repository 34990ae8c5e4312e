package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.coordinator.Task;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link PeerNode#run} at a real coordinator. */
@Timeout(30)
final class PeerServesTest {
  private static final byte[] DATA = "frame".getBytes(StandardCharsets.UTF_8);

  private static final Crowd CROWD = new Crowd();

  @AfterEach
  void leaveNoPeer() {
    CROWD.awaitPeers(0);
  }

  @AfterAll
  static void stop() {
    CROWD.stop();
  }

  private static ServingPeer peer(String name, int lanes, String... types) {
    return new ServingPeer(ServingPeer.config(CROWD.url(), name, lanes, types));
  }

  private static Task gated(String gate) {
    return Task.of("gate", DATA, GateExecutor.params(gate));
  }

  private static List<String> threadsOfPeers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("p2c2g-lane") || name.equals("serving-peer"))
        .toList();
  }

  @Test
  void doesAsManyTasksAtOnceAsItHasLanes() throws Exception {
    var gate = GateExecutor.gate("lanes");
    try (var _ = peer("peer_a", 3, "gate")) {
      CROWD.awaitPeers(1);
      var taskIds = new ArrayList<String>();
      for (var i = 0; i < 7; i++) {
        taskIds.add(CROWD.submit(gated("lanes")));
      }
      gate.awaitStarted(3);
      assertThat(CROWD.coordinator().getSystemStats().pendingTasks()).isEqualTo(7);
      assertThat(gate.started.tryAcquire()).as("a fourth at the same time").isFalse();
      gate.open();

      for (var taskId : taskIds) {
        assertThat(Crowd.success(CROWD.collect(taskId)).algorithmUsed()).isEqualTo("gate");
      }
    }
  }

  @Test
  void failsATaskWhoseResultIsTooLargeToSendAndKeepsItsConnection() throws Exception {
    try (var _ = peer("peer_a", 1, "echo")) {
      CROWD.awaitPeers(1);
      var tooLarge = Json.object().put("result_bytes", 17 << 20);
      var result = CROWD.collect(CROWD.submit(Task.of("echo", DATA, tooLarge)));
      assertThat(result.success()).isFalse();
      assertThat(result.outcome().toString()).contains("larger than");
      assertThat(Crowd.success(CROWD.collect(CROWD.submit(Task.of("echo", DATA)))).algorithmUsed())
          .isEqualTo("echo");
    }
  }

  @Test
  void upscalesFramesWithAnAlgorithmForEachQuality() throws Exception {
    try (var _ = peer("peer_a", 2, "frame_upscale")) {
      CROWD.awaitPeers(1);
      var algorithms = new HashSet<String>();
      for (var quality : Quality.values()) {
        var params = FrameUpscaleParams.of(64, 36, 128, 72, quality).toJson();
        var result = CROWD.result(Task.of("frame_upscale", TestPicture.encoded("jpeg"), params));
        var success = Crowd.success(result);
        var picture = TestPicture.decoded(success.result().toByteArray());
        assertThat(picture.getWidth()).isEqualTo(128);
        assertThat(picture.getHeight()).isEqualTo(72);
        assertThat(success.processingTimeMs()).isPositive();
        algorithms.add(success.algorithmUsed());
      }
      assertThat(algorithms).hasSize(3);
    }
  }

  @Test
  void servesRegionsAndPng() throws Exception {
    try (var _ = peer("peer_a", 1, "frame_upscale")) {
      CROWD.awaitPeers(1);
      var params = FrameUpscaleParams.of(64, 36, 88, 79, Quality.BALANCED).toJson();
      params.put("output_format", "png");
      params.putObject("region").put("x", 3).put("y", 5).put("width", 50).put("height", 21);
      var result = CROWD.result(Task.of("frame_upscale", TestPicture.encoded("png"), params));

      var picture = TestPicture.decoded(Crowd.success(result).result().toByteArray());
      assertThat(picture.getWidth()).isEqualTo(50);
      assertThat(picture.getHeight()).isEqualTo(21);
    }
  }

  @Test
  void aPictureWithAGoodHeaderAndBadPixelsFailsAndTheNextOneIsDone() throws Exception {
    try (var _ = peer("peer_a", 1, "frame_upscale")) {
      CROWD.awaitPeers(1);
      var params = FrameUpscaleParams.of(64, 36, 128, 72, Quality.FAST).toJson();
      var good = TestPicture.encoded("png");
      var bad = Arrays.copyOf(good, 40);

      var failure = Crowd.failure(CROWD.result(Task.of("frame_upscale", bad, params)));
      assertThat(failure.code()).contains("attempts_exhausted");
      assertThat(failure.error()).contains("peer_a", "PNG");
      assertThat(CROWD.result(Task.of("frame_upscale", good, params)).success()).isTrue();
    }
  }

  @Test
  void echoesWithLengthAndDelay() throws Exception {
    try (var _ = peer("peer_a", 1, "echo")) {
      CROWD.awaitPeers(1);
      var params = Json.object().put("result_bytes", 500_000).put("delay_ms", 5);
      var success = Crowd.success(CROWD.result(Task.of("echo", new byte[150_000], params)));

      assertThat(success.result().size()).isEqualTo(500_000);
      assertThat(success.processingTimeMs()).isGreaterThanOrEqualTo(5);
      assertThat(success.algorithmUsed()).isEqualTo("echo");
    }
  }

  @Test
  void offersATaskTypeThatAnotherJarBrought() throws Exception {
    try (var _ = peer("peer_a", 1, "reverse")) {
      CROWD.awaitPeers(1);
      var success = Crowd.success(CROWD.result(Task.of("reverse", DATA)));

      assertThat(new String(success.result().toByteArray(), StandardCharsets.UTF_8))
          .isEqualTo("emarf");
    }
  }

  @Test
  void anExecutorThatBreaksCostsNoLane() throws Exception {
    try (var _ = peer("peer_a", 1, "broken", "echo")) {
      CROWD.awaitPeers(1);
      var failure = Crowd.failure(CROWD.result(Task.of("broken", DATA)));

      assertThat(failure.error()).contains("4 attempts", "the executor broke");
      assertThat(CROWD.result(Task.of("echo", DATA)).success()).isTrue();
    }
  }

  @Test
  void drainFinishesWhatIsOpenThenEnds() throws Exception {
    var gate = GateExecutor.gate("drain");
    try (var peer = peer("peer_a", 2, "gate")) {
      CROWD.awaitPeers(1);
      var open = CROWD.submit(gated("drain"));
      gate.awaitStarted(1);
      var draining = Background.run(() -> peer.node().drain(10_000));
      gate.open();

      assertThat(draining.get()).isTrue();
      assertThat(CROWD.collect(open).success()).isTrue();
      assertThat(peer.awaitEnd()).isEmpty();
    }
  }

  @Test
  void aCrashHandsItsTasksToAnotherPeer() throws Exception {
    var gate = GateExecutor.gate("crash");
    try (var doomed = peer("doomed", 1, "gate")) {
      CROWD.awaitPeers(1);
      var taskId = CROWD.submit(gated("crash"));
      gate.awaitStarted(1);
      try (var _ = peer("heir", 1, "gate")) {
        CROWD.awaitPeers(2);
        doomed.node().crash();
        gate.awaitCancelled(1);
        gate.awaitStarted(1);
        gate.open();
        var result = CROWD.collect(taskId);

        assertThat(result.success()).isTrue();
        assertThat(result.peerId()).contains("heir");
        assertThat(result.delivery().orElseThrow().attempts()).isEqualTo(2);
        assertThat(doomed.awaitEnd()).isEmpty();
      }
    }
  }

  @Test
  void aResultOverTheCoordinatorsLimitFailsItsTaskAndTheNextOneIsDone() throws Exception {
    try (var strict = new Crowd(Map.of("P2C2G_LIMITS_MAX_MESSAGE_BYTES", "65536"));
        var _ = new ServingPeer(ServingPeer.config(strict.url(), "peer_a", 1, "echo"))) {
      strict.awaitPeers(1);
      var huge = Task.of("echo", DATA, Json.object().put("result_bytes", 1_000_000));

      assertThat(Crowd.failure(strict.result(huge)).code()).contains("attempts_exhausted");
      assertThat(strict.result(Task.of("echo", DATA)).success()).isTrue();
    }
  }

  @Test
  void closingCancelsWhatIsBeingDoneAndLeavesNoThread() throws Exception {
    var gate = GateExecutor.gate("close");
    String taskId;
    try (var peer = peer("peer_a", 2, "gate")) {
      CROWD.awaitPeers(1);
      taskId = CROWD.submit(gated("close"));
      gate.awaitStarted(1);
      peer.node().close();

      assertThat(peer.awaitEnd()).isEmpty();
    }
    Awaitility.await().until(() -> threadsOfPeers().isEmpty());
    gate.open();
    try (var _ = peer("heir", 1, "gate")) {
      assertThat(CROWD.collect(taskId).peerId()).contains("heir");
    }
  }

  @Test
  void closingBeforeItRunsMeansItNeverServes() throws Exception {
    var node = new PeerNode(ServingPeer.config(CROWD.url(), "peer_a", 1, "echo"));
    node.close();
    node.close();
    node.run();

    assertThat(CROWD.coordinator().getSystemStats().activePeers()).isZero();
    assertThatThrownBy(node::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("make a new PeerNode");
  }
}
