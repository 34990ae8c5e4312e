package dev.p2c2g.systemtests;

import static dev.p2c2g.systemtests.BadMessage.REGISTER;
import static dev.p2c2g.systemtests.BadMessage.RESULT;
import static dev.p2c2g.systemtests.BadMessage.SUBMIT;
import static dev.p2c2g.systemtests.BadMessage.changed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskResult;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** SIGTERM to a real process. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class ShutdownTest {
  private static final int SECONDS_TO_STOP = 5;

  @Test
  void coordinatorTurnsNewcomersAwayAndFinishesWhatIsOpen() throws Exception {
    try (var coordinator = Program.p2c2g("coordinator", "--port", "0", "--metrics-port", "0")) {
      var port = portOf(coordinator);
      try (var peer = RawClient.connect(port);
          var gamer = RawClient.connect(port)) {
        var taskId = openTask(peer, gamer);
        coordinator.terminate();
        await().atMost(SECONDS_TO_STOP, SECONDS).until(() -> RawClient.isTurnedAway(port));
        assertThat(coordinator.isAlive()).isTrue();

        peer.send(changed(RESULT, "'task_x'", "'" + taskId + "'"));
        var result = gamer.expect("task_result");
        assertThat(result.json().path("success").asBoolean()).isTrue();
        assertThat(coordinator.awaitExit(SECONDS_TO_STOP)).as(coordinator.output()).isZero();
        assertThat(gamer.awaitClose()).isEqualTo(1001);
        assertThat(peer.awaitClose()).isEqualTo(1001);
      }
    }
  }

  @Test
  void coordinatorFailsWhatDoesNotEndInTime() throws Exception {
    try (var coordinator = Program.p2c2g("coordinator", "--port", "0", "--metrics-port", "0")) {
      var port = portOf(coordinator);
      try (var peer = RawClient.connect(port);
          var gamer = RawClient.connect(port)) {
        openTask(peer, gamer);
        coordinator.terminate();
        assertThat(coordinator.awaitExit(SECONDS_TO_STOP)).as(coordinator.output()).isZero();
        var result = gamer.expect("task_result");
        assertThat(result.json().path("success").asBoolean(true)).isFalse();
        assertThat(result.text("code")).isEqualTo("internal");
      }
    }
  }

  @Test
  void peerFinishesItsTasksAndLeaves() throws Exception {
    var config =
        CoordinatorConfig.defaults().withListenPort(0).withoutMonitoring().withoutAuthentication();
    try (var coordinator = new Coordinator(config)) {
      coordinator.start();
      var url = "ws://127.0.0.1:" + coordinator.port();
      try (var peer =
              Program.p2c2g("peer", "--coordinator", url, "--tasks", "echo", "--lanes", "2");
          var gamer = new GamerClient("shutdown")) {
        await().atMost(30, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == 1);
        assertThat(gamer.connectToCoordinator(url)).isTrue();
        var params = Json.object().put("delay_ms", 1_500);
        var task =
            gamer.submitTask("echo", Payload.of(new byte[] {7}), params, 5, OptionalLong.empty());
        assertThat(coordinator.assignTaskToPeer(task.taskId().get(10, SECONDS))).isPresent();
        peer.terminate();

        var result = task.result().get(10, SECONDS);
        assertThat(result.outcome()).isInstanceOf(TaskResult.Success.class);
        assertThat(result.delivery().orElseThrow().attempts()).isEqualTo(1);
        assertThat(peer.awaitExit(SECONDS_TO_STOP)).as(peer.output()).isZero();
        await().atMost(10, SECONDS).until(() -> coordinator.getSystemStats().activePeers() == 0);
      }
    }
  }

  private static int portOf(Program coordinator) {
    return Integer.parseInt(coordinator.awaitLine("ready on ws://[^ ]*:(\\d+)").group(1));
  }

  /** A task that the peer has been given and has not answered; its id. */
  private static String openTask(RawClient peer, RawClient gamer) throws InterruptedException {
    peer.send(REGISTER);
    peer.expect("peer_registered");
    gamer.send(changed(SUBMIT, "'frame_upscale'", "'raw'"));
    gamer.expect("task_accepted");
    return peer.expect("task_assign").text("task_id");
  }
}
