package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.TaskHandle;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that die over their work. */
@Timeout(60)
class FailureTest {
  private static final int HELD = 3;
  private static final int MORE = 5;

  private Coordinator coordinator;
  private GamerClient gamer;
  private String url;

  @BeforeEach
  void start() {
    coordinator =
        new Coordinator(CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring());
    coordinator.start();
    url = "ws://127.0.0.1:" + coordinator.port();
    gamer = new GamerClient("failure");
    assertThat(gamer.connectToCoordinator(url)).isTrue();
  }

  @AfterEach
  void stop() {
    gamer.close();
    coordinator.close();
  }

  /** A peer's process is killed while it holds tasks; other peers do them. */
  @Test
  void testPeerFailureAndReassignment() throws Exception {
    try (var doomed =
        Program.p2c2g(
            "peer", "--coordinator", url, "--id", "doomed", "--tasks", "echo", "--lanes", "3")) {
      awaitPeers(1);
      var held = submit(HELD, 1_500);
      for (var task : held) {
        assertThat(coordinator.assignTaskToPeer(task.taskId().get(10, SECONDS))).hasValue("doomed");
      }
      try (var _ = RunningPeer.start(coordinator.port(), "healthy", HELD, "echo")) {
        awaitPeers(2);
        var more = submit(MORE, 0);
        doomed.kill();
        for (var i = 0; i < HELD; i++) {
          assertThat(attemptsOn("healthy", held.get(i), i)).isEqualTo(2);
        }
        for (var i = 0; i < MORE; i++) {
          assertThat(attemptsOn("healthy", more.get(i), i)).isEqualTo(1);
        }
      }
    }
    assertThat(coordinator.getSystemStats().completedTasks()).isEqualTo(HELD + MORE);
    assertThat(coordinator.getSystemStats().failedTasks()).isZero();
    assertThat(coordinator.getSystemStats().pendingTasks()).isZero();
  }

  @Test
  void tellsTheGamerWhenNobodyCanDoItAnyMore() throws Exception {
    try (var doomed =
        Program.p2c2g("peer", "--coordinator", url, "--id", "doomed", "--tasks", "echo")) {
      awaitPeers(1);
      var task =
          gamer.submitTask(
              "echo",
              Payload.of(new byte[1]),
              Json.object().put("delay_ms", 30_000),
              5,
              OptionalLong.of(2_000));
      assertThat(coordinator.assignTaskToPeer(task.taskId().get(10, SECONDS))).hasValue("doomed");
      doomed.kill();
      var outcome = task.result().get(20, SECONDS).outcome();
      assertThat(outcome).isInstanceOf(TaskResult.Failure.class);
      assertThat(((TaskResult.Failure) outcome).code()).hasValue("deadline_exceeded");
    }
  }

  private List<TaskHandle> submit(int count, int delayMs) {
    var tasks = new ArrayList<TaskHandle>();
    for (var i = 0; i < count; i++) {
      var params = Json.object().put("delay_ms", delayMs);
      tasks.add(gamer.submitTask("echo", Payload.of(bytes(i)), params, 5, OptionalLong.empty()));
    }
    return tasks;
  }

  private static int attemptsOn(String peerId, TaskHandle task, int number) throws Exception {
    var result = task.result().get(20, SECONDS);
    assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
    var bytes = ((TaskResult.Success) result.outcome()).result().toByteArray();
    assertThat(bytes).isEqualTo(bytes(number));
    assertThat(result.peerId()).hasValue(peerId);
    return result.delivery().orElseThrow().attempts();
  }

  private void awaitPeers(int count) {
    await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == count);
  }

  private static byte[] bytes(int number) {
    return ("task " + number).getBytes(StandardCharsets.UTF_8);
  }
}
