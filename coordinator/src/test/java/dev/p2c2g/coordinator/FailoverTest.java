package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Peers that fall silent, are slow, or want their machine back, over real sockets. */
class FailoverTest {
  private static final String PAUSE =
      "{\"msg_type\":\"peer_pause\",\"reason\":\"its owner plays\"}";
  private static final String RESUME = "{\"msg_type\":\"peer_resume\"}";

  @Test
  void aSilentPeersTaskIsDoneByAnother() throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "scheduling.hedge_budget_percent=100",
                "scheduling.suspect_after_ms=20",
                "scheduling.stall_after_ms=60000");
        var gamer = RawClient.connect(coordinator);
        var silent = Given.peer(coordinator, "peer_a")) {
      answerFirstProbe(gamer, silent);
      silent.deafen();
      gamer.text(Given.echo("r1")).next("task_accepted");
      silent.next("task_assign");
      try (var other = Given.peer(coordinator, "peer_b")) {
        var assigned = other.next("task_assign");
        assertThat(assigned.json().path("attempt").asInt()).isEqualTo(2);
        other.text(Given.done(assigned));
        var result = gamer.next("task_result");
        assertThat(result.text("peer_id")).isEqualTo("peer_b");
        assertThat(result.json().path("attempts").asInt()).isEqualTo(2);
      }
    }
  }

  @Test
  void aPeerThatStaysSilentLosesItsWorkThoughNothingIsLeftForSecondTries()
      throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "scheduling.hedge_budget_percent=0",
                "scheduling.suspect_after_ms=20",
                "scheduling.stall_after_ms=100");
        var gamer = RawClient.connect(coordinator);
        var silent = Given.peer(coordinator, "peer_a")) {
      answerFirstProbe(gamer, silent);
      silent.deafen();
      gamer.text(Given.echo("r1")).next("task_accepted");
      silent.next("task_assign");
      try (var other = Given.peer(coordinator, "peer_b")) {
        other.text(Given.done(other.next("task_assign")));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
    }
  }

  @Test
  void aPeerThatAnswersProbesKeepsItsWorkHoweverLongItTakes() throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "scheduling.hedge_budget_percent=0",
                "scheduling.suspect_after_ms=1000",
                "scheduling.stall_after_ms=1001");
        var gamer = RawClient.connect(coordinator);
        var slow = Given.peer(coordinator, "peer_a");
        var idle = Given.peer(coordinator, "peer_b")) {
      var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      var worker = coordinator.assignTaskToPeer(taskId).orElseThrow();
      var working = worker.equals("peer_a") ? slow : idle;
      var other = worker.equals("peer_a") ? idle : slow;
      var assigned = working.next("task_assign");
      Thread.sleep(1_300);
      working.text(Given.done(assigned));
      assertThat(gamer.next("task_result").json().path("attempts").asInt()).isEqualTo(1);
      other.assertStillServed();
    }
  }

  @Test
  void aPausedPeerHandsItsWorkBackAndIsAskedAgainOnceItResumes() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var busy = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var taskId = busy.next("task_assign").text("task_id");
      assertThat(busy.text(PAUSE).next("task_cancel").text("task_id")).isEqualTo(taskId);
      try (var other = Given.peer(coordinator, "peer_b")) {
        other.text(Given.done(other.next("task_assign")));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_b");
      }
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 0);
      gamer.text(Given.echo("r2")).next("task_accepted");
      busy.assertStillServed();
      busy.text(RESUME);
      busy.text(Given.done(busy.next("task_assign")));
      assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_a");
    }
  }

  @Test
  void aLateResultOfAnEarlierAttemptIsNotTakenForTheCurrentOne() throws InterruptedException {
    try (var coordinator = Given.coordinator("coordinator.task_timeout_ms=300");
        var gamer = RawClient.connect(coordinator);
        var only = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var first = only.next("task_assign");
      only.next("task_cancel");
      var second = only.next("task_assign");
      assertThat(second.json().path("attempt").asInt()).isEqualTo(2);
      only.text(answer(first, 1)).assertStillServed();
      gamer.assertNothingElseCame();
      only.text(answer(second, 2));
      assertThat(gamer.next("task_result").json().path("attempts").asInt()).isEqualTo(2);
    }
  }

  private static String answer(RawClient.Received assigned, int attempt) {
    return Given.done(assigned).replace("\"success\"", "\"attempt\":" + attempt + ",\"success\"");
  }

  /** Only who has answered a probe before is suspected, and each gets one as it registers. */
  private static void answerFirstProbe(RawClient gamer, RawClient peer)
      throws InterruptedException {
    for (var round = 0; round < 3; round++) {
      gamer.text(Given.echo("warm")).next("task_accepted");
      peer.text(Given.done(peer.next("task_assign")));
      gamer.next("task_result");
    }
  }
}
