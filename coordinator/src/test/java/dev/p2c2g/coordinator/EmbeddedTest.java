package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskResult;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract's methods, without a port. */
class EmbeddedTest {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration NOW = Duration.ZERO;
  private static final Task TASK = Task.of("echo", new byte[] {1, 2, 3});

  private final Coordinator coordinator = new Coordinator(Given.config("coordinator.max_peers=2"));

  @AfterEach
  void close() {
    coordinator.close();
  }

  @Test
  void bringsATaskToAPeerAndItsResultBack() throws Exception {
    assertThat(coordinator.registerPeer("peer_a", Given.ONE_CORE)).isTrue();
    var taskId = coordinator.submitTask(TASK, "me");
    assertThat(coordinator.assignTaskToPeer(taskId)).contains("peer_a");

    var assigned = next("peer_a");
    assertThat(assigned.taskId()).isEqualTo(taskId);
    assertThat(assigned.data().toByteArray()).containsExactly(1, 2, 3);
    coordinator.completeTask("peer_a", success(taskId, 9, 8));

    var result = coordinator.collectResult(taskId, SOON).orElseThrow();
    assertThat(result.peerId()).contains("peer_a");
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            TaskResult.Success.class,
            s -> assertThat(s.result().toByteArray()).containsExactly(9, 8));
    assertThat(coordinator.collectResult(taskId, NOW)).as("as often as wanted").contains(result);
    assertThat(coordinator.assignTaskToPeer(taskId)).as("once it is over").isEmpty();
    assertThat(coordinator.getSystemStats()).isEqualTo(new SystemStats(1, 0, 1, 0));
  }

  @Test
  void saysThatThereIsNoResultYet() throws Exception {
    var taskId = coordinator.submitTask(TASK, "me");
    assertThat(coordinator.collectResult(taskId, Duration.ofMillis(1))).isEmpty();
    assertThat(coordinator.assignTaskToPeer(taskId)).isEmpty();
    assertThat(coordinator.getSystemStats().pendingTasks()).isEqualTo(1);
  }

  @Test
  void saysThatATaskWasNeverSubmitted() {
    assertThatThrownBy(() -> coordinator.collectResult("task_x", NOW))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("task_x");
    assertThatThrownBy(() -> coordinator.nextAssignment("peer_x", NOW))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("peer_x");
  }

  @Test
  void givesTheTaskOfAFailedPeerToAnother() throws Exception {
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    var taskId = coordinator.submitTask(TASK, "me");
    coordinator.registerPeer("peer_b", Given.ONE_CORE);
    coordinator.handlePeerFailure("peer_b", taskId);
    assertThat(coordinator.assignTaskToPeer(taskId)).as("it was not b's").contains("peer_a");

    coordinator.handlePeerFailure("peer_a", taskId);
    assertThat(coordinator.nextAssignment("peer_a", NOW)).as("taken back").isEmpty();
    assertThat(next("peer_b").attempt()).isEqualTo(2);
    coordinator.completeTask("peer_a", success(taskId, 1));
    coordinator.completeTask("peer_b", success(taskId, 2));
    assertThat(coordinator.collectResult(taskId, SOON).orElseThrow().peerId()).contains("peer_b");
  }

  @Test
  void aTaskThatWaitsAgainIsNobodys() throws Exception {
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    coordinator.registerPeer("peer_b", Given.ONE_CORE);
    var taskId = coordinator.submitTask(TASK, "me");
    var other = coordinator.submitTask(TASK, "me");
    var holder = coordinator.assignTaskToPeer(taskId).orElseThrow();
    coordinator.completeTask(holder, failure(taskId));
    assertThat(coordinator.assignTaskToPeer(taskId)).as("waits for the untried one").isEmpty();
    coordinator.completeTask(coordinator.assignTaskToPeer(other).orElseThrow(), success(other, 1));
    assertThat(coordinator.assignTaskToPeer(taskId)).isPresent().isNotEqualTo(Optional.of(holder));
  }

  @Test
  void aTaskAnsweredWithoutBeingFetchedIsNotFetchedLater() throws Exception {
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    for (var i = 0; i < 3; i++) {
      var taskId = coordinator.submitTask(TASK, "me");
      coordinator.completeTask("peer_a", success(taskId, 1));
      assertThat(coordinator.collectResult(taskId, SOON)).isPresent();
    }
    assertThat(coordinator.nextAssignment("peer_a", NOW)).isEmpty();
  }

  @Test
  void refusesMorePeersThanAllowed() {
    assertThat(coordinator.registerPeer("peer_a", Given.ONE_CORE)).isTrue();
    assertThat(coordinator.registerPeer("peer_b", Given.ONE_CORE)).isTrue();
    assertThat(coordinator.registerPeer("peer_c", Given.ONE_CORE)).isFalse();
    assertThatThrownBy(() -> coordinator.nextAssignment("peer_c", NOW))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(coordinator.registerPeer("peer_a", Given.ONE_CORE)).as("again").isTrue();
  }

  @Test
  void aConnectedPeerTakesThePlaceOfOneInside() throws Exception {
    coordinator.start();
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    try (var _ = Given.peer(coordinator, "peer_a")) {
      assertThatThrownBy(() -> coordinator.nextAssignment("peer_a", NOW))
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aPeerInsideNeedsNoHeartbeats() throws Exception {
    try (var quick = Given.coordinator("coordinator.heartbeat_interval_ms=10")) {
      quick.registerPeer("peer_inside", Given.ONE_CORE);
      try (var silent = Given.peer(quick, "peer_outside")) {
        assertThat(silent.closeCode()).isEqualTo(4408);
      }
      assertThat(quick.getSystemStats().activePeers()).isEqualTo(1);
    }
  }

  @Test
  void servesGamersOutsideWithPeersInside() throws Exception {
    coordinator.start();
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    try (var gamer = RawClient.connect(coordinator)) {
      var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      coordinator.completeTask("peer_a", success(taskId, 1));
      assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_a");
    }
  }

  @Test
  void saysWhyATaskIsRefused() {
    var refused =
        catchThrowableOfType(
            TaskRefusedException.class,
            () -> coordinator.submitTask(Task.of("frame_upscale", new byte[1]), "me"));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
    assertThat(refused).hasMessageContaining("input_width");
    var unwanted =
        catchThrowableOfType(
            TaskRefusedException.class,
            () -> coordinator.submitTask(Task.of("dance", new byte[1]), "me"));
    assertThat(unwanted.code()).isEqualTo(ErrorCode.UNSUPPORTED_TASK_TYPE);
  }

  @Test
  void refusesNamesAndNumbersOutOfRangeAtOnce() {
    assertThatThrownBy(() -> coordinator.registerPeer("", Given.ONE_CORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("peerId");
    assertThatThrownBy(() -> coordinator.submitTask(TASK, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requesterId");
    assertThatThrownBy(() -> Task.of("", new byte[0])).hasMessageContaining("taskType");
    assertThatThrownBy(() -> TASK.withPriority(10)).hasMessageContaining("priority");
    assertThatThrownBy(() -> TASK.withDeadlineMs(Long.MAX_VALUE))
        .hasMessageContaining("deadlineMs");
  }

  @Test
  void endsATaskAtItsDeadline() throws Exception {
    coordinator.registerPeer("peer_a", Given.ONE_CORE);
    var taskId = coordinator.submitTask(TASK.withDeadlineMs(300), "me");
    assertThat(coordinator.collectResult(taskId, SOON).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            TaskResult.Failure.class, f -> assertThat(f.code()).contains("deadline_exceeded"));
  }

  private TaskAssign next(String peerId) throws InterruptedException {
    return coordinator.nextAssignment(peerId, SOON).orElseThrow();
  }

  private static TaskResult success(String taskId, int... bytes) {
    var payload = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      payload[i] = (byte) bytes[i];
    }
    return result(taskId, new TaskResult.Success(Payload.of(payload), 1, "echo"));
  }

  private static TaskResult failure(String taskId) {
    return result(taskId, new TaskResult.Failure("out of paint", Optional.empty()));
  }

  private static TaskResult result(String taskId, TaskResult.Outcome outcome) {
    return new TaskResult(taskId, outcome, Optional.empty(), Optional.empty());
  }
}
