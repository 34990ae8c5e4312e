package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.coordinator.Task;
import dev.p2c2g.protocol.Capabilities;
import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.FrameUpscaleParams.Quality;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerDrained;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The six methods of the contract, one by one. */
@Timeout(30)
final class PeerNodeTest {
  private static final Capabilities MACHINE = new Capabilities(8, 16, true, OptionalDouble.of(8));
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

  private static FakeCoordinator.Connection connected(PeerNode peer, FakeCoordinator coordinator)
      throws Exception {
    var url = coordinator.url().toString();
    var connecting = Background.run(() -> peer.connectToCoordinator(url));
    var connection = coordinator.welcome();
    assertThat(connecting.get()).isTrue();
    return connection;
  }

  private static TaskAssign echo(String taskId) {
    return new TaskAssign(taskId, "echo", Payload.of(DATA), Json.object(), 1, OptionalLong.empty());
  }

  @Test
  void testPeerConnectsToCoordinator() {
    try (var peer = new PeerNode("peer_a", MACHINE)) {
      assertThat(peer.heartbeatIntervalMs()).isEmpty();
      assertThat(peer.connectToCoordinator(CROWD.url().toString())).isTrue();

      assertThat(CROWD.coordinator().getSystemStats().activePeers()).isEqualTo(1);
      assertThat(peer.peerId()).contains("peer_a");
      assertThat(peer.heartbeatIntervalMs()).hasValue(1_000);
    }
  }

  @Test
  void goesThroughTheContractStepByStep() throws Exception {
    try (var peer = new PeerNode("peer_a", MACHINE)) {
      assertThat(peer.connectToCoordinator(CROWD.url().toString())).isTrue();
      assertThat(peer.receiveTask(0)).isEmpty();
      var params = FrameUpscaleParams.of(64, 36, 128, 72, Quality.FAST).toJson();
      var taskId = CROWD.submit(Task.of("frame_upscale", TestPicture.encoded("jpeg"), params));

      var task = peer.receiveTask(10_000).orElseThrow();
      assertThat(task.taskId()).isEqualTo(taskId);
      assertThat(task.taskType()).isEqualTo("frame_upscale");
      assertThat(task.data().toByteArray()).isEqualTo(TestPicture.encoded("jpeg"));
      assertThat(task.params()).isEqualTo(params);
      assertThat(task.attempt()).isEqualTo(1);

      var result = peer.executeTask(task);
      assertThat(result.success()).isTrue();
      peer.heartbeat();
      assertThat(peer.sendResult(result)).isTrue();

      var collected = CROWD.collect(taskId);
      assertThat(collected.peerId()).contains("peer_a");
      var picture = TestPicture.decoded(Crowd.success(collected).result().toByteArray());
      assertThat(picture.getWidth()).isEqualTo(128);
      assertThat(picture.getHeight()).isEqualTo(72);
    }
  }

  @Test
  void tellsTheCoordinatorWhatItIsAndDoes() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connecting =
          Background.run(() -> peer.connectToCoordinator(coordinator.url().toString()));
      var connection = coordinator.accept();
      var register = connection.next(PeerRegister.class);
      connection.welcome("peer_a");

      assertThat(connecting.get()).isTrue();
      assertThat(register.peerId()).contains("peer_a");
      assertThat(register.capabilities()).isEqualTo(MACHINE).isEqualTo(peer.capabilities());
      assertThat(register.taskTypes()).containsExactly("frame_upscale", "echo");
      assertThat(register.maxConcurrentTasks()).isEqualTo(4);
      assertThat(register.features()).contains("region", "algorithm:cubic");
    }
  }

  @Test
  void takesTheNameThatTheCoordinatorGivesAndKeepsIt() throws Exception {
    try (var peer = new PeerNode("auto", MACHINE)) {
      assertThat(peer.peerId()).isEmpty();
      peer.connectToCoordinator(CROWD.url().toString());
      var name = peer.peerId();
      assertThat(name).isPresent();

      peer.connectToCoordinator(CROWD.url().toString());
      assertThat(peer.peerId()).isEqualTo(name);
      CROWD.awaitPeers(1);
    }
  }

  @Test
  void connectingAgainGivesTheOldConnectionUpAndKeepsItsTasksApart() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var old = connected(peer, coordinator);
      var current = connected(peer, coordinator);

      current.send(echo("task_1"));
      assertThat(old.awaitClosed()).isEqualTo(1_000);
      assertThat(peer.receiveTask(10_000).map(TaskAssign::taskId)).contains("task_1");
    }
  }

  @Test
  void reportsItsLoadAsTheShareOfLanesInUse() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      peer.heartbeat();
      var idle = connection.next(Heartbeat.class);
      connection.send(echo("task_1"));
      var task = peer.receiveTask(10_000).orElseThrow();
      peer.heartbeat();
      var busy = connection.next(Heartbeat.class);
      peer.sendResult(peer.executeTask(task));
      peer.heartbeat();

      assertThat(idle.load()).isZero();
      assertThat(idle.peerId()).contains("peer_a");
      assertThat(busy.load()).isEqualTo(0.25);
      assertThat(connection.next(Heartbeat.class).load()).isZero();
    }
  }

  @Test
  void executesATaskOfTheCallersOwn() throws Exception {
    try (var peer = new PeerNode("peer_a", MACHINE)) {
      var result = peer.executeTask(echo("mine"));

      assertThat(Crowd.success(result).result().toByteArray()).isEqualTo(DATA);
      assertThat(peer.sendResult(result)).as("sent without a connection").isFalse();
    }
  }

  @Test
  void aCancelledTaskIsNotHandedOut() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      connection.send(echo("task_1"));
      connection.send(new TaskCancel("task_1"));
      connection.send(echo("task_2"));
      connection.send(echo("task_4"));
      // a refusal shows that those before it were read
      for (var i = 5; i < 10; i++) {
        connection.send(echo("task_" + i));
      }
      connection.next(TaskResult.class);

      assertThat(peer.receiveTask(0).map(TaskAssign::taskId)).contains("task_2");
      assertThat(peer.receiveTask(0).map(TaskAssign::taskId)).contains("task_4");
    }
  }

  @Test
  void moreTasksThanOfferedAreAnsweredWithAFailure() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      for (var i = 1; i <= 5; i++) {
        connection.send(echo("task_" + i));
      }

      var refused = connection.next(TaskResult.class);
      assertThat(refused.taskId()).isEqualTo("task_5");
      assertThat(Crowd.failure(refused).error()).contains("more tasks than it offered to take");
    }
  }

  @Test
  void aTaskThatCannotBeReadIsAnsweredWithAFailure() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      connection.sendText("no JSON");
      connection.sendText("{\"msg_type\":\"task_of_tomorrow\",\"task_id\":\"task_0\"}");
      connection.sendText(
          "{\"msg_type\":\"task_assign\",\"task_id\":\"task_1\",\"task_type\":\"echo\","
              + "\"data_url\":\"ftp://frame\"}");

      var refused = connection.next(TaskResult.class);
      assertThat(refused.taskId()).isEqualTo("task_1");
      assertThat(Crowd.failure(refused).error()).contains("cannot read", "data_url", "ftp://frame");
    }
  }

  @Test
  void aConnectionThatCannotBeMadeIsFalseNotAnException() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      coordinator.stop();
      assertThat(peer.connectToCoordinator(coordinator.url().toString())).isFalse();
    }
  }

  @Test
  void aUrlThatIsNoneIsNamed() {
    try (var peer = new PeerNode("peer_a", MACHINE)) {
      assertThatThrownBy(() -> peer.connectToCoordinator("http://host"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("coordinatorUrl: 'http://host' is not a URL such as ws://");
    }
  }

  @Test
  void drainsAtOnceWhenNothingIsOpen() throws Exception {
    try (var peer = new PeerNode("peer_a", MACHINE)) {
      peer.connectToCoordinator(CROWD.url().toString());

      assertThat(peer.drain(10_000)).isTrue();
    }
    try (var never = new PeerNode("peer_b", MACHINE)) {
      assertThat(never.drain(10_000)).as("never connected").isTrue();
    }
  }

  @Test
  void aDrainThatRunsOutOfTimeSaysSo() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);

      assertThat(peer.drain(1)).isFalse();
      assertThat(connection.next(PeerDrain.class).peerId()).contains("peer_a");
    }
  }

  @Test
  void aDrainLastsUntilTheCoordinatorSaysThatNothingIsOpen() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      var draining = Background.run(() -> peer.drain(10_000));
      connection.next(PeerDrain.class);
      connection.send(echo("last"));
      var last = peer.receiveTask(10_000).orElseThrow();
      assertThat(peer.sendResult(peer.executeTask(last))).isTrue();
      assertThat(draining.isDone()).isFalse();
      connection.next(TaskResult.class);
      connection.send(new PeerDrained());

      assertThat(draining.get()).isTrue();
      assertThat(connection.awaitClosed()).isEqualTo(1_000);
    }
  }

  @Test
  void aDrainEndsWithTheConnection() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = new PeerNode("peer_a", MACHINE)) {
      var connection = connected(peer, coordinator);
      var draining = Background.run(() -> peer.drain(60_000));
      connection.next(PeerDrain.class);
      connection.cut();

      assertThat(draining.get()).isFalse();
    }
  }
}
