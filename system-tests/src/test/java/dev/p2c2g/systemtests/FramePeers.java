package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A coordinator, a gamer and four peers that upscale frames in processes of their own. Neither
 * missed heartbeats nor timeouts help a task within the time of a test: only what is tested does.
 */
final class FramePeers implements AutoCloseable {
  static final int PEERS = 4;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LANES = 2;
  private static final int SECONDS_TO_ANSWER = 30;
  private static final int MOST_TRIES = 20;

  private final Coordinator coordinator =
      new Coordinator(
          CoordinatorConfig.load(
              Map.of(
                  "P2C2G_COORDINATOR_LISTEN_PORT", "0",
                  "P2C2G_COORDINATOR_HEARTBEAT_INTERVAL_MS", "60000",
                  "P2C2G_COORDINATOR_TASK_TIMEOUT_MS", "120000",
                  "P2C2G_LIMITS_MAX_IN_FLIGHT_PER_GAMER", "1000",
                  "P2C2G_MONITORING_ENABLE", "false")));
  private final GamerClient gamer = new GamerClient("frames");
  private final Map<String, Program> peers = new HashMap<>();
  private final Payload frame = Payload.of(Pictures.jpeg(WIDTH, HEIGHT));

  /** Starts all and waits until every peer is there. */
  FramePeers() {
    coordinator.start();
    var url = "ws://127.0.0.1:" + coordinator.port();
    assertThat(gamer.connectToCoordinator(url)).isTrue();
    for (var i = 1; i <= PEERS; i++) {
      peers.put("peer" + i, peer(url, "peer" + i));
    }
    await().atMost(60, SECONDS).until(() -> activePeers() == PEERS);
  }

  private static Program peer(String url, String name) {
    return Program.p2c2g(
        "peer",
        "--coordinator",
        url,
        "--id",
        name,
        "--tasks",
        "frame_upscale",
        "--lanes",
        Integer.toString(LANES),
        "--never-pause");
  }

  /** The peers' processes. */
  Collection<Program> programs() {
    return peers.values();
  }

  TaskHandle submit() {
    var params =
        FrameUpscaleParams.of(
            WIDTH, HEIGHT, 2 * WIDTH, 2 * HEIGHT, FrameUpscaleParams.Quality.BALANCED);
    return gamer.submitTask(
        FrameUpscaleParams.TASK_TYPE, frame, params.toJson(), 5, OptionalLong.empty());
  }

  /**
   * Submits many at once, so that everyone has some.
   *
   * @param frames where they are added
   * @return the process that has one of them now
   */
  Program submitUntilOneIsHeld(List<TaskHandle> frames) throws Exception {
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      var some = Stream.generate(this::submit).limit(4 * PEERS).toList();
      frames.addAll(some);
      // slow peers still have those that were submitted before
      for (var task : List.copyOf(frames).reversed()) {
        var id = task.taskId().get(SECONDS_TO_ANSWER, SECONDS);
        var holder = coordinator.assignTaskToPeer(id).map(peers::get);
        if (holder.isPresent()) {
          return holder.get();
        }
      }
    }
    throw new AssertionError("every frame was done before anyone could look");
  }

  /** Waits for the frame, which must be a picture of the right size; how often it was assigned. */
  static int attemptsUntilDone(TaskHandle task) throws Exception {
    var result = task.result().get(SECONDS_TO_ANSWER, SECONDS);
    assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
    var picture = Pictures.decoded(((TaskResult.Success) result.outcome()).result().toByteArray());
    assertThat(picture.getWidth()).isEqualTo(2 * WIDTH);
    assertThat(picture.getHeight()).isEqualTo(2 * HEIGHT);
    return result.delivery().orElseThrow().attempts();
  }

  int activePeers() {
    return coordinator.getSystemStats().activePeers();
  }

  Coordinator coordinator() {
    return coordinator;
  }

  @Override
  public void close() {
    gamer.close();
    peers.values().forEach(Program::close);
    coordinator.close();
  }
}
