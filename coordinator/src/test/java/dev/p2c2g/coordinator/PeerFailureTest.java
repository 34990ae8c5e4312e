package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerFailureTest {
  @Test
  void testPeerFailureAndReassignment() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator)) {
      var failing = Given.peer(coordinator, "peer_a");
      gamer.text(Given.echo("r1")).next("task_accepted");
      failing.next("task_assign");
      try (var other = Given.peer(coordinator, "peer_b")) {
        failing.close();
        var assigned = other.next("task_assign");
        assertThat(assigned.json().path("attempt").asInt()).isEqualTo(2);
        other.text(Given.done(assigned));
        var result = gamer.next("task_result");
        assertThat(result.json().path("success").asBoolean()).isTrue();
        assertThat(result.text("peer_id")).isEqualTo("peer_b");
        assertThat(result.json().path("attempts").asInt()).isEqualTo(2);
      }
    }
  }

  @Test
  void evictsAPeerThatFallsSilentAndGivesItsTaskToAnother() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.heartbeat_interval_ms=200");
        var gamer = RawClient.connect(coordinator);
        var silent = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      silent.next("task_assign");
      silent.deafen();
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 0);
      try (var other = Given.peer(coordinator, "peer_b")) {
        other.text(Given.done(other.next("task_assign")));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
    }
  }

  @Test
  void keepsAPeerThatSendsHeartbeats() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.heartbeat_interval_ms=200");
        var living = Given.peer(coordinator, "peer_a");
        var silent = Given.peer(coordinator, "peer_b")) {
      while (!silent.isClosed()) {
        living
            .text("{\"msg_type\":\"heartbeat\",\"timestamp\":1,\"load\":0.5}")
            .assertStillServed();
      }
      assertThat(living.isClosed()).isFalse();
      assertThat(coordinator.getSystemStats().activePeers()).isEqualTo(1);
    }
  }

  @Test
  void givesATaskThatTakesTooLongToAnother() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.task_timeout_ms=500");
        var gamer = RawClient.connect(coordinator);
        var slow = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var lost = slow.next("task_assign");
      try (var quick = Given.peer(coordinator, "peer_b")) {
        quick.text(Given.done(quick.next("task_assign")));
        assertThat(slow.next("task_cancel").text("task_id")).isEqualTo(lost.text("task_id"));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg 15x8", "png 16x8", "nothing"})
  void aPictureThatWasNotPromisedCountsAsAFailure(String picture) throws InterruptedException {
    var wrong =
        switch (picture) {
          case "jpeg 15x8" -> Given.jpeg(15, 8);
          case "png 16x8" -> Given.png(16, 8);
          default -> new byte[0];
        };
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var liar = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.frame("r1", "")).next("task_accepted");
      var taskId = liar.next("task_assign").text("task_id");
      try (var honest = Given.peer(coordinator, "peer_b")) {
        liar.text(Given.done(taskId, Given.base64(wrong)));
        honest.next("task_assign");
        honest.text(Given.done(taskId, Given.base64(Given.jpeg(16, 8))));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
    }
  }

  @Test
  void aMalformedResultCountsAsAFailure() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var garbling = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var taskId = garbling.next("task_assign").text("task_id");
      try (var other = Given.peer(coordinator, "peer_b")) {
        var error = garbling.text(Given.done(taskId, "base64://@@")).nextError("malformed_message");
        assertThat(error.text("task_id")).isEqualTo(taskId);
        other.text(Given.done(other.next("task_assign")));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
    }
  }

  @Test
  void aMessageOfAnUnknownTypeAboutATaskIsNoFailure() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var chatty = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var assigned = chatty.next("task_assign");
      chatty
          .text(
              "{\"msg_type\":\"task_progress\",\"task_id\":\"%s\"}"
                  .formatted(assigned.text("task_id")))
          .nextError("unknown_message_type");
      chatty.text(Given.done(assigned));
      assertThat(gamer.next("task_result").json().path("attempts").asInt()).isEqualTo(1);
    }
  }

  @Test
  void ignoresTheResultOfAnotherPeersTask() throws InterruptedException {
    // a late answer to a probe would bring the stranger into play
    try (var coordinator = Given.coordinator("scheduling.hedge_budget_percent=0");
        var gamer = RawClient.connect(coordinator);
        var working = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var first = working.next("task_assign");
      try (var stranger = Given.peer(coordinator, "peer_b")) {
        stranger.text(Given.done(first)).text(Given.failed(first));
        stranger.text(Given.done("task_unheard_of", "base64://")).assertStillServed();
      }
      gamer.assertNothingElseCame();
      working.text(Given.done(first));
      var result = gamer.next("task_result");
      assertThat(result.text("peer_id")).isEqualTo("peer_a");
      assertThat(result.json().path("attempts").asInt()).isEqualTo(1);
    }
  }
}
