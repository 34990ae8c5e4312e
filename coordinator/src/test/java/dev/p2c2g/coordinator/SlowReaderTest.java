package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;

class SlowReaderTest {
  private static final int TASKS = 400;

  @Test
  void disconnectsAGamerThatDoesNotReadItsResultsAndServesTheNext() throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "limits.max_message_bytes=65536",
                "limits.max_connections=2",
                "limits.max_in_flight_per_gamer=" + TASKS,
                "limits.max_tasks_per_second_per_gamer=" + TASKS);
        var peer = Given.peer(coordinator, "peer_a");
        var deaf = RawClient.deaf(coordinator)) {
      for (var i = 0; i < TASKS; i++) {
        deaf.text(Given.echo("r" + i));
      }
      assertThatThrownBy(() -> RawClient.connect(coordinator))
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
      var large = new byte[60_000];
      for (var i = 0; i < TASKS; i++) {
        var taskId = peer.next("task_assign").text("task_id");
        peer.envelope(Given.done(taskId, "inline:"), large);
      }
      Awaiting.untilAsserted(() -> RawClient.connect(coordinator).close());
      try (var gamer = RawClient.connect(coordinator)) {
        gamer.text(Given.echo("r")).next("task_accepted");
        peer.text(Given.done(peer.next("task_assign")));
        gamer.next("task_result");
      }
    }
  }
}
