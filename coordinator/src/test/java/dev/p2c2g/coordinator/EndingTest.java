package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that end without a result. */
class EndingTest {
  private final Coordinator coordinator =
      Given.coordinator("limits.max_tasks_per_second_per_gamer=1000");
  private final RawClient gamer = RawClient.connect(coordinator);

  @AfterEach
  void close() {
    gamer.close();
    coordinator.close();
  }

  @Test
  void aCancelledTaskEndsAndItsPeerIsTold() throws InterruptedException {
    try (var peer = Given.peer(coordinator, "peer_a")) {
      var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      var assigned = peer.next("task_assign");
      gamer.text(Given.cancel(taskId));
      assertFailed(gamer.next("task_result"), "cancelled");
      assertThat(peer.next("task_cancel").text("task_id")).isEqualTo(taskId);
      peer.text(Given.done(assigned));
      gamer.text(Given.echo("r2")).next("task_accepted");
      peer.next("task_assign");
      gamer.assertNothingElseCame();
    }
  }

  @Test
  void cancelsOnlyOnesOwnTasks() throws InterruptedException {
    var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
    try (var stranger = RawClient.connect(coordinator)) {
      stranger.text(Given.cancel(taskId)).assertNothingElseCame();
    }
    gamer.assertNothingElseCame();
    assertThat(coordinator.getSystemStats().pendingTasks()).isEqualTo(1);
  }

  @Test
  void saysNothingOfTheCancellationOfATaskThatIsOver() throws InterruptedException {
    var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
    gamer.text(Given.cancel(taskId)).next("task_result");
    gamer.text(Given.cancel(taskId)).assertNothingElseCame();
  }

  @Test
  void aTaskEndsAtItsDeadlineAndItsPeerIsTold() throws InterruptedException {
    try (var peer = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("running", ",\"deadline_ms\":400")).next("task_accepted");
      gamer.text(Given.echo("waiting", ",\"deadline_ms\":401")).next("task_accepted");
      peer.next("task_assign");
      assertFailed(gamer.next("task_result"), "deadline_exceeded");
      assertFailed(gamer.next("task_result"), "deadline_exceeded");
      peer.next("task_cancel");
    }
  }

  @Test
  void aTaskFailsAfterTheFirstTryAndThreeRetries() throws InterruptedException {
    try (var peer = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      for (var attempt = 1; attempt <= 4; attempt++) {
        var assigned = peer.next("task_assign");
        assertThat(assigned.json().path("attempt").asInt()).isEqualTo(attempt);
        peer.text(Given.failed(assigned));
      }
      var result = gamer.next("task_result");
      assertFailed(result, "attempts_exhausted");
      assertThat(result.text("error")).contains("out of paint");
      assertThat(result.json().path("attempts").asInt()).isEqualTo(4);
    }
  }

  @Test
  void aGamerThatLeavesTakesItsTasksWithADeadlineAlong() throws InterruptedException {
    try (var peer = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("running", ",\"deadline_ms\":60000")).next("task_accepted");
      gamer.text(Given.echo("waiting", ",\"deadline_ms\":60000")).next("task_accepted");
      var taskId = peer.next("task_assign").text("task_id");
      gamer.close();
      assertThat(peer.next("task_cancel").text("task_id")).isEqualTo(taskId);
      Awaiting.stats(coordinator, s -> s.pendingTasks() == 0);
    }
  }

  @Test
  void thousandsOfMessagesAtOnceAllGetTheirAnswer() throws InterruptedException {
    for (var i = 0; i < 500; i++) {
      gamer.text(Given.cancel("task_x")).text(RawClient.STATS);
    }
    for (var i = 0; i < 500; i++) {
      gamer.next("stats");
    }
    gamer.assertNothingElseCame();
  }

  private static void assertFailed(RawClient.Received result, String code) {
    assertThat(result.json().path("success").asBoolean(true)).isFalse();
    assertThat(result.text("code")).as(result.text("error")).isEqualTo(code);
    assertThat(result.text("request_id")).isNotEmpty();
  }
}
