package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link PeerNode#pause} as the coordinator sees it. */
@Timeout(30)
final class PeerPausesTest {
  private static TaskAssign gated(String taskId, String gate, int attempt) {
    return new TaskAssign(
        taskId,
        "gate",
        Payload.of(new byte[3]),
        GateExecutor.params(gate),
        attempt,
        OptionalLong.empty());
  }

  private static TaskAssign echo(String taskId, int resultBytes) {
    var params = Json.object().put("result_bytes", resultBytes);
    return new TaskAssign(taskId, "echo", Payload.of(new byte[3]), params, 1, OptionalLong.empty());
  }

  private static ServingPeer peer(FakeCoordinator coordinator, int lanes) {
    return new ServingPeer(ServingPeer.config(coordinator.url(), "peer_a", lanes, "gate", "echo"));
  }

  /** Shows that everything sent before has been read. */
  private static void settle(FakeCoordinator.Connection connection) throws Exception {
    assertThat(connection.ping("settle")).isEqualTo("settle");
  }

  private static void assertNothingCame(
      FakeCoordinator.Connection connection, Class<? extends Message> type) throws Exception {
    settle(connection);
    assertThat(connection.waiting(type)).as(type.getSimpleName()).isZero();
  }

  @Test
  void aPauseHandsBackWhatIsOpenAndTakesNothing() throws Exception {
    var gate = GateExecutor.gate("hands back");
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 2)) {
      var connection = coordinator.welcome();
      connection.send(gated("task_1", "hands back", 1));
      connection.send(gated("task_2", "hands back", 1));
      gate.awaitStarted(2);
      connection.send(gated("task_3", "hands back", 1));
      settle(connection);

      assertThat(peer.node().pause("its owner plays")).isEqualTo(3);
      assertThat(peer.node().awaitIdle(10_000)).isTrue();
      gate.awaitCancelled(2);
      var pause = connection.next(PeerPause.class);
      assertThat(pause.peerId()).contains("peer_a");
      assertThat(pause.reason()).contains("its owner plays");
      gate.open();
      connection.send(gated("crossed", "hands back", 1));
      connection.send(new TaskCancel("task_1"));
      // the first may have been on its way when the pause came
      var load = connection.next(Heartbeat.class).load();
      assertThat(load < 1 ? connection.next(Heartbeat.class).load() : load).isEqualTo(1);

      assertNothingCame(connection, TaskResult.class);
      assertThat(gate.started.availablePermits()).as("begun while paused").isZero();
    }
  }

  @Test
  void pausingTwiceIsSaidOnceAndResumingTakesTasksAgain() throws Exception {
    var gate = GateExecutor.gate("resumes");
    gate.open();
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1)) {
      var connection = coordinator.welcome();
      peer.node().resume();
      peer.node().pause("its owner plays");
      assertThat(peer.node().pause("its owner plays on")).isZero();
      assertThat(peer.node().pauseReasons()).containsExactly("its owner plays on");
      connection.next(PeerPause.class);
      assertNothingCame(connection, PeerPause.class);
      assertThat(connection.waiting(PeerResume.class)).isZero();
      peer.node().resume();
      peer.node().resume();

      assertThat(connection.next(PeerResume.class).peerId()).contains("peer_a");
      connection.send(gated("task_1", "resumes", 3));
      var result = connection.next(TaskResult.class);
      assertThat(result.success()).isTrue();
      assertThat(result.attempt()).hasValue(3);
      assertThat(connection.waiting(PeerResume.class)).isZero();
      assertThat(peer.node().pauseReasons()).isEmpty();
    }
  }

  @Test
  void aTaskThatWasHandedBackAndComesAgainIsAnsweredForItsNewAttempt() throws Exception {
    var gate = GateExecutor.gate("comes again");
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 2)) {
      var connection = coordinator.welcome();
      connection.send(gated("task_1", "comes again", 1));
      gate.awaitStarted(1);
      peer.node().pause("its owner plays");
      peer.node().resume();
      connection.send(gated("task_1", "comes again", 2));
      gate.awaitStarted(1);
      gate.awaitCancelled(1);
      gate.open();

      assertThat(connection.next(TaskResult.class).attempt()).hasValue(2);
      assertNothingCame(connection, TaskResult.class);
    }
  }

  @Test
  void aNewConnectionIsToldOfThePauseAndGetsNoOldResult() throws Exception {
    GateExecutor.gate("finished").open();
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1)) {
      var first = coordinator.welcome();
      first.send(gated("task_1", "finished", 1));
      first.next(TaskResult.class);
      peer.node().pause("its owner plays");
      first.cut();
      var second = coordinator.welcome();

      assertThat(second.next(PeerPause.class).reason()).contains("its owner plays");
      assertThat(second.next(Heartbeat.class).load()).isEqualTo(1);
      second.send(gated("task_2", "finished", 1));
      assertNothingCame(second, TaskResult.class);
      peer.node().resume();
      second.next(PeerResume.class);
      second.send(gated("task_3", "finished", 1));
      assertThat(second.next(TaskResult.class).taskId()).isEqualTo("task_3");
    }
  }

  @Test
  void aPauseBeforeTheFirstConnectionIsSaidOnIt() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var node = new PeerNode(ServingPeer.config(coordinator.url(), "peer_a", 1, "echo"))) {
      node.pause("its owner plays");
      var connecting =
          Background.run(() -> node.connectToCoordinator(coordinator.url().toString()));
      var connection = coordinator.welcome();

      assertThat(connecting.get()).isTrue();
      assertThat(connection.next(PeerPause.class).reason()).contains("its owner plays");
    }
  }

  @Test
  void aPausedPeerDrainsWithoutAskingAnyone() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1)) {
      var connection = coordinator.welcome();
      peer.node().pause("its owner plays");

      // this coordinator would never say that it is drained
      assertThat(peer.node().drain(Long.MAX_VALUE / 1_000_000)).isTrue();
      assertThat(peer.awaitEnd()).isEmpty();
      assertThat(connection.awaitClosed()).isEqualTo(1_000);
      assertThat(connection.waiting(PeerDrain.class)).isZero();
    }
  }

  @Test
  void aPeerThatIsDrivenStepByStepSendsNoResultOfWhatWasHandedBack() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var node = new PeerNode(ServingPeer.config(coordinator.url(), "peer_a", 1, "echo"))) {
      var connecting =
          Background.run(() -> node.connectToCoordinator(coordinator.url().toString()));
      var connection = coordinator.welcome();
      assertThat(connecting.get()).isTrue();
      connection.send(echo("task_1", 3));
      var result = node.executeTask(node.receiveTask(10_000).orElseThrow());
      node.pause("its owner plays");
      node.resume();

      assertThat(node.sendResult(result)).isFalse();
      assertThat(node.awaitIdle(0)).isTrue();
      connection.next(PeerResume.class);
      assertNothingCame(connection, TaskResult.class);
    }
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    try (var node = new PeerNode(PeerConfig.defaults())) {
      assertThatThrownBy(() -> node.pause("x".repeat(101)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("reason's length: '101' is out of range (1 to 100)");
    }
  }

  @Test
  void pingsAreAnsweredWhileEveryLaneIsBusy() throws Exception {
    var gate = GateExecutor.gate("busy");
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 2)) {
      var connection = coordinator.welcome();
      connection.send(gated("task_1", "busy", 1));
      connection.send(gated("task_2", "busy", 1));
      gate.awaitStarted(2);
      connection.send(gated("waits", "busy", 1));

      assertThat(connection.ping("there?")).isEqualTo("there?");
      assertThat(connection.waiting(TaskResult.class)).isZero();
      gate.open();
    }
  }

  @Test
  void pingsAreAnsweredBetweenResultsLargerThanAnySocketBuffer() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 2)) {
      var connection = coordinator.welcome();
      var gate = GateExecutor.gate("behind");
      connection.send(echo("task_1", 48 << 20));
      connection.send(gated("task_2", "behind", 1));

      assertThat(connection.ping("there?")).isEqualTo("there?");
      assertThat(connection.next(TaskResult.class).taskId()).isEqualTo("task_1");
      gate.awaitStarted(1);
      assertThat(connection.ping("still?")).isEqualTo("still?");
      assertThat(connection.waiting(TaskResult.class)).isZero();
      gate.open();
      assertThat(connection.next(TaskResult.class).attempt()).isEqualTo(OptionalInt.of(1));
    }
  }
}
