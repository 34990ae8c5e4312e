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
      for (var sent = 0; sent < TASKS; sent++) {
        var next = peer.next();
        if (next.text("msg_type").equals("task_cancel")) {
          break; // its gamer is gone already
        }
        peer.envelope(Given.done(next.text("task_id"), "inline:"), new byte[60_000]);
      }
      try (var gamer = Awaiting.connection(coordinator)) {
        var taskId = gamer.text(Given.echo("r")).next("task_accepted").text("task_id");
        peer.text(Given.done(assignment(peer, taskId)));
        gamer.next("task_result");
      }
    }
  }

  /** The assignment of that task, past those of the gamer that is gone. */
  private static RawClient.Received assignment(RawClient peer, String taskId)
      throws InterruptedException {
    var next = peer.next();
    while (!(next.text("msg_type").equals("task_assign") && next.text("task_id").equals(taskId))) {
      next = peer.next();
    }
    return next;
  }
}
