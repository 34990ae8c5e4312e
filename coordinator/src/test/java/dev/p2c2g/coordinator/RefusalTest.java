package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
  @Test
  void limitsTheTasksOfAGamerInFlight() throws InterruptedException {
    try (var coordinator = Given.coordinator("limits.max_in_flight_per_gamer=2");
        var gamer = RawClient.connect(coordinator);
        var other = RawClient.connect(coordinator)) {
      var first = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      gamer.text(Given.echo("r2")).next("task_accepted");
      var refused = gamer.text(Given.echo("r3")).nextError("rate_limited");
      assertThat(refused.text("request_id")).isEqualTo("r3");
      assertThat(refused.json().path("retry_after_ms").asInt()).isPositive();
      other.text(Given.echo("r1")).next("task_accepted");
      gamer.text(Given.cancel(first)).next("task_result");
      gamer.text(Given.echo("r4")).next("task_accepted");
    }
  }

  @Test
  void limitsTheTasksOfAGamerPerSecond() throws InterruptedException {
    try (var coordinator = Given.coordinator("limits.max_tasks_per_second_per_gamer=2");
        var gamer = RawClient.connect(coordinator);
        var other = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1")).text(Given.echo("r2")).text(Given.echo("r3"));
      gamer.text(Given.echo("r4")).text(Given.echo("r5"));
      var refused = firstError(gamer);
      assertThat(refused.text("code")).isEqualTo("rate_limited");
      assertThat(refused.json().path("retry_after_ms").asInt()).isBetween(1, 501);
      other.text(Given.echo("r1")).next("task_accepted");
    }
  }

  @Test
  void refusesWhenTheQueueIsFull() throws InterruptedException {
    try (var coordinator = Given.coordinator("limits.max_queued_tasks=1");
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var refused = gamer.text(Given.echo("r2")).nextError("queue_full");
      assertThat(refused.text("request_id")).isEqualTo("r2");
      assertThat(refused.json().path("retry_after_ms").asInt()).isPositive();
      assertThat(coordinator.getSystemStats().pendingTasks()).isEqualTo(1);
    }
  }

  @Test
  void refusesMoreBytesThanItMayHoldUntilSomeAreGone() throws InterruptedException {
    try (var coordinator =
            Given.coordinator("limits.max_queued_bytes=65536", "limits.max_message_bytes=65536");
        var gamer = RawClient.connect(coordinator)) {
      var held = gamer.envelope(inline("r1"), new byte[40_000]).next("task_accepted");
      gamer.envelope(inline("r2"), new byte[40_000]).nextError("queue_full");
      gamer.envelope(inline("r3"), new byte[20_000]).next("task_accepted");
      gamer.text(Given.cancel(held.text("task_id"))).next("task_result");
      gamer.envelope(inline("r4"), new byte[40_000]).next("task_accepted");
    }
  }

  @Test
  void holdsNoBytesOfTasksThatItRefused() throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "limits.max_queued_bytes=65536",
                "limits.max_message_bytes=65536",
                "limits.max_queued_tasks=1");
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      for (var i = 0; i < 3; i++) {
        var refused = gamer.envelope(inline("r"), new byte[40_000]).nextError("queue_full");
        assertThat(refused.text("message")).contains("tasks");
      }
    }
  }

  @Test
  void refusesATaskWithADeadlineThatNobodyCouldDo() throws InterruptedException {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1", ",\"deadline_ms\":1000")).nextError("no_capable_peer");
      gamer.text(Given.echo("r2")).next("task_accepted");
    }
  }

  @Test
  void refusesATaskTypeThatNobodyOffers() throws InterruptedException {
    var dance = Given.echo("r1").replace("\"echo\"", "\"dance\"");
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(dance).nextError("unsupported_task_type");
      try (var dancer = RawClient.connect(coordinator)) {
        dancer
            .text(Given.register("peer_a", 1).replace("\"echo\"", "\"dance\""))
            .next("peer_registered");
        gamer.text(dance).next("task_accepted");
        dancer.next("task_assign");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"output_width\":16', '\"output_width\":40', invalid_params",
    "'\"input_width\":8', '\"input_width\":9', invalid_params",
    "'\"input_width\":8', '\"input_width\":60000', payload_too_large",
    "base64://, base64://aGFs, invalid_params",
  })
  void refusesFramesThatAreNotWhatTheySay(String good, String bad, String code)
      throws InterruptedException {
    try (var coordinator = Given.coordinator("limits.max_pixels=100000");
        var gamer = RawClient.connect(coordinator)) {
      var frame = Given.frame("r1", "");
      var refused = gamer.text(frame.replace(good, bad)).nextError(code);
      assertThat(refused.text("request_id")).isEqualTo("r1");
      gamer.text(frame).next("task_accepted");
    }
  }

  private static RawClient.Received firstError(RawClient gamer) throws InterruptedException {
    var next = gamer.next();
    while (next.text("msg_type").equals("task_accepted")) {
      next = gamer.next();
    }
    return next;
  }

  private static String inline(String requestId) {
    return Given.echo(requestId).replace("base64://aGk=", "inline:");
  }
}
