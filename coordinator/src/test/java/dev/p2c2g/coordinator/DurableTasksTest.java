package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks without a deadline, over real sockets; kept in memory. */
class DurableTasksTest {
  @TempDir private Path folder;

  private static String fetch(String requestId, String taskId) {
    return "{\"msg_type\":\"task_fetch\",\"request_id\":\"%s\",\"task_id\":\"%s\"}"
        .formatted(requestId, taskId);
  }

  @Test
  void goOnWhenTheirGamerIsGoneAndCanBeAskedForLater() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var alice = guarded.token(Role.GAMER, "alice");
      String taskId;
      try (var gamer = RawClient.withToken(guarded.coordinator(), alice)) {
        taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      }
      try (var gamer = RawClient.withToken(guarded.coordinator(), alice);
          var again = RawClient.withToken(guarded.coordinator(), alice);
          var peer =
              RawClient.withToken(guarded.coordinator(), guarded.token(Role.PEER, "peter"))) {
        var status = gamer.text(fetch("f1", taskId)).next("task_status");
        assertThat(status.text("request_id")).isEqualTo("f1");
        assertThat(status.text("task_id")).isEqualTo(taskId);
        peer.text(Given.register("peer_a", 1)).next("peer_registered");
        peer.text(Given.done(peer.next("task_assign")));
        assertThat(gamer.next("task_result").text("request_id")).isEqualTo("f1");
        var later = again.text(fetch("f2", taskId)).next("task_result");
        assertThat(later.text("request_id")).isEqualTo("f2");
        assertThat(later.text("task_id")).isEqualTo(taskId);
        again.text(fetch("f3", "task_never")).nextError("unknown_task");
      }
    }
  }

  @Test
  void areNobodysBusinessButTheirGamers() throws Exception {
    try (var guarded = new Guarded(folder);
        var alice = RawClient.withToken(guarded.coordinator(), guarded.token(Role.GAMER, "alice"));
        var mallory =
            RawClient.withToken(guarded.coordinator(), guarded.token(Role.GAMER, "mallory"))) {
      var taskId = alice.text(Given.echo("r1")).next("task_accepted").text("task_id");
      var error = mallory.text(fetch("f1", taskId)).nextError("unknown_task");
      assertThat(error.text("request_id")).isEqualTo("f1");
      mallory.text(Given.cancel(taskId)).text(RawClient.STATS).next("stats");
      assertThat(guarded.coordinator().getSystemStats().pendingTasks()).isEqualTo(1);
    }
  }

  @Test
  void canBeCancelledOverAnotherConnectionThatAskedForThem() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var token = guarded.token(Role.GAMER, "alice");
      String taskId;
      try (var gamer = RawClient.withToken(guarded.coordinator(), token)) {
        taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      }
      try (var gamer = RawClient.withToken(guarded.coordinator(), token)) {
        gamer.text(fetch("f1", taskId)).next("task_status");
        var result = gamer.text(Given.cancel(taskId)).next("task_result");
        assertThat(result.text("code")).isEqualTo("cancelled");
        assertThat(guarded.coordinator().getSystemStats().pendingTasks()).isZero();
      }
    }
  }
}
