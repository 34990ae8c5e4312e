package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PeerNode#run} at a coordinator that goes, throws out and comes back. */
@Timeout(30)
final class PeerReconnectsTest {
  private static TaskAssign task(String taskId, int attempt, OptionalLong deadlineMs) {
    return new TaskAssign(
        taskId, "gate", Payload.of(new byte[3]), GateExecutor.params(taskId), attempt, deadlineMs);
  }

  private static TaskAssign task(String taskId) {
    return task(taskId, 1, OptionalLong.empty());
  }

  private static PeerConfig config(FakeCoordinator coordinator) {
    return ServingPeer.config(coordinator.url(), "peer_a", 2, "gate");
  }

  private static ServingPeer peer(FakeCoordinator coordinator, int attempts) {
    return new ServingPeer(ServingPeer.withAttempts(config(coordinator), attempts));
  }

  private static String gaveUp(ServingPeer peer) {
    return String.valueOf(peer.awaitEnd().orElseThrow().getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_001, 1_011, 4_400, 4_408})
  void comesBackUnderItsNameWhenTheCoordinatorCloses(int code) throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = new ServingPeer(config(coordinator).withPeerId("auto"))) {
      var first = coordinator.accept();
      assertThat(first.next(PeerRegister.class).peerId()).isEmpty();
      first.welcome("named");
      first.next(Heartbeat.class);
      first.close(code, "for the test");

      assertThat(coordinator.accept().next(PeerRegister.class).peerId()).contains("named");
    }
  }

  @Test
  void sendsAResultAgainThatTheLostConnectionMayHaveSwallowed() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var first = coordinator.welcome();
      GateExecutor.gate("swallowed").open();
      first.send(task("swallowed"));
      first.next(TaskResult.class);
      first.cut();

      var again = coordinator.welcome().next(TaskResult.class);
      assertThat(again.taskId()).isEqualTo("swallowed");
      assertThat(again.success()).isTrue();
    }
  }

  @Test
  void sendsWhatItFinishedWhileItWasAlone() throws Exception {
    var gate = GateExecutor.gate("alone");
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var first = coordinator.welcome();
      first.send(task("alone"));
      gate.awaitStarted(1);
      first.cut();
      var second = coordinator.accept();
      second.next(PeerRegister.class);
      gate.open();
      second.welcome("peer_a");

      assertThat(second.next(TaskResult.class).taskId()).isEqualTo("alone");
    }
  }

  @Test
  void aTaskThatComesAgainWhileItIsDoneIsDoneOnce() throws Exception {
    var gate = GateExecutor.gate("once");
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var first = coordinator.welcome();
      first.send(task("once"));
      gate.awaitStarted(1);
      first.cut();
      var second = coordinator.welcome();
      second.send(task("once", 2, OptionalLong.empty()));
      GateExecutor.gate("after").open();
      second.send(task("after"));
      assertThat(second.next(TaskResult.class).taskId()).isEqualTo("after");
      gate.open();

      var once = second.next(TaskResult.class);
      assertThat(once.taskId()).isEqualTo("once");
      assertThat(once.attempt()).as("the newest that asked for it").hasValue(2);
      assertThat(gate.started.availablePermits()).as("begun a second time").isZero();
    }
  }

  @Test
  void aResultPastItsDeadlineIsNotSentAgain() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var first = coordinator.welcome();
      GateExecutor.gate("late").open();
      GateExecutor.gate("timeless").open();
      first.send(task("late", 1, OptionalLong.of(0)));
      first.next(TaskResult.class);
      first.send(task("timeless"));
      first.next(TaskResult.class);
      first.cut();

      assertThat(coordinator.welcome().next(TaskResult.class).taskId()).isEqualTo("timeless");
    }
  }

  @Test
  void aMessageThatWasTooBigIsNotSentAgain() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var first = coordinator.welcome();
      GateExecutor.gate("too_big").open();
      GateExecutor.gate("after_too_big").open();
      first.send(
          new TaskAssign(
              "too_big",
              "gate",
              Payload.of(new byte[3]),
              GateExecutor.params("too_big"),
              1,
              OptionalLong.empty()));
      first.next(TaskResult.class);
      first.close(1_009, "message too large");
      var second = coordinator.welcome();
      second.send(task("after_too_big"));

      assertThat(second.next(TaskResult.class).taskId()).isEqualTo("after_too_big");
    }
  }

  @Test
  void aCancelReachesTheRunningExecutorAndNothingIsAnswered() throws Exception {
    var gate = GateExecutor.gate("cancel");
    try (var coordinator = new FakeCoordinator();
        var _ = peer(coordinator, 1_000)) {
      var connection = coordinator.welcome();
      connection.send(task("cancel"));
      gate.awaitStarted(1);
      connection.send(new TaskCancel("cancel"));
      gate.awaitCancelled(1);
      connection.send(task("cancel", 2, OptionalLong.empty()));
      gate.awaitStarted(1);
      gate.open();

      assertThat(connection.next(TaskResult.class).success()).as("of the second try").isTrue();
      connection.next(Heartbeat.class);
      assertThat(connection.waiting(TaskResult.class)).isZero();
    }
  }

  @Test
  void givesUpAfterTheTriesConfigured() throws Exception {
    try (var coordinator = new FakeCoordinator()) {
      var config = ServingPeer.withAttempts(config(coordinator), 2);
      coordinator.stop();
      try (var peer = new ServingPeer(config)) {
        assertThat(gaveUp(peer))
            .contains("gave up after 2 tries again", "peer.reconnect_attempts")
            .contains("no coordinator at " + config.coordinatorUrl());
      }
    }
  }

  @Test
  void aSuccessStartsTheCountOfTriesAgain() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1)) {
      for (var i = 0; i < 3; i++) {
        coordinator.welcome().close(1_001, "again and again");
      }
      coordinator.accept().cut();

      assertThat(gaveUp(peer)).contains("gave up after 1 tries", "did not take this peer in");
    }
  }

  @Test
  void withNoTriesALostConnectionIsTheEnd() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 0)) {
      coordinator.welcome().close(1_001, "the coordinator stops");

      assertThat(gaveUp(peer)).contains("gave up after 0 tries", "(1001: the coordinator stops)");
    }
  }

  @Test
  void stopsWhenANewerConnectionHasItsName() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1_000)) {
      coordinator.welcome().close(4_409, "a newer connection registered peer_a");

      assertThat(gaveUp(peer))
          .contains("another connection registered as peer_a", "peer.peer_id", "4409");
    }
  }

  @Test
  void twoPeersOfOneNameDoNotFight() throws Exception {
    try (var crowd = new Crowd();
        var older = new ServingPeer(ServingPeer.config(crowd.url(), "twin", 1, "echo"))) {
      crowd.awaitPeers(1);
      try (var newer = new ServingPeer(ServingPeer.config(crowd.url(), "twin", 1, "echo"))) {
        assertThat(gaveUp(older)).contains("another connection registered as twin");
        crowd.awaitPeers(1);
        assertThat(newer.node().drain(10_000)).isTrue();
      }
    }
  }

  @Test
  void aFullCoordinatorIsAskedAgainAndThenNamed() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1)) {
      for (var i = 0; i < 2; i++) {
        var connection = coordinator.accept();
        connection.next(PeerRegister.class);
        connection.send(
            new ErrorMessage(
                "peer_limit",
                "2 peers are connected; no more are allowed",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty()));
        connection.close(1_013, "2 peers are connected; no more are allowed");
      }

      assertThat(gaveUp(peer)).contains("did not take this peer in: peer_limit: 2 peers are");
    }
  }

  @Test
  void findsTheCoordinatorThatWasStartedAgain() throws Exception {
    try (var crowd = new Crowd();
        var _ = new ServingPeer(ServingPeer.config(crowd.url(), "peer_a", 1, "echo"))) {
      crowd.awaitPeers(1);
      var port = String.valueOf(crowd.coordinator().port());
      crowd.stop();
      try (var restarted =
          new Coordinator(
              CoordinatorConfig.defaults()
                  .withListenPort(Integer.parseInt(port))
                  .withoutMonitoring())) {
        restarted.start();
        Awaitility.await().until(() -> restarted.getSystemStats().activePeers() == 1);
      }
    }
  }
}
