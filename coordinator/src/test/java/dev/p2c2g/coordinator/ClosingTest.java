package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.p2c2g.protocol.TaskResult;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private static final Task TASK = Task.of("echo", new byte[1]);

  @Test
  void letsOpenTasksFinishAndTurnsNewOnesAway() throws Exception {
    var coordinator = Given.coordinator("coordinator.drain_timeout_ms=20000");
    try (var gamer = RawClient.connect(coordinator);
        var peer = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("r1")).next("task_accepted");
      var assigned = peer.next("task_assign");
      var closing = CompletableFuture.runAsync(coordinator::close);
      Awaiting.untilAsserted(() -> assertRefused(coordinator));
      var refused = gamer.text(Given.echo("r2")).nextError("internal");
      assertThat(refused.text("message")).contains("shutting down");

      peer.text(Given.done(assigned));
      assertThat(gamer.next("task_result").json().path("success").asBoolean()).isTrue();
      assertThat(gamer.closeCode()).isEqualTo(1001);
      assertThat(peer.closeCode()).isEqualTo(1001);
      closing.get(8, TimeUnit.SECONDS);
    }
  }

  @Test
  void failsWhatIsStillOpenAndSaysSo() throws Exception {
    var coordinator = Given.coordinator("coordinator.drain_timeout_ms=20");
    try (var gamer = RawClient.connect(coordinator);
        var peer = Given.peer(coordinator, "peer_a")) {
      gamer.text(Given.echo("running")).next("task_accepted");
      gamer.text(Given.echo("waiting")).next("task_accepted");
      peer.next("task_assign");
      coordinator.close();
      for (var request : new String[] {"running", "waiting"}) {
        var result = gamer.next("task_result");
        assertThat(result.text("request_id")).isEqualTo(request);
        assertThat(result.text("code")).isEqualTo("internal");
      }
      peer.next("task_cancel");
      assertThat(gamer.closeCode()).isEqualTo(1001);
      assertThat(peer.closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void letsALargeLastResultArriveWhole() throws Exception {
    var coordinator = Given.coordinator("coordinator.drain_timeout_ms=20000");
    try (var gamer = RawClient.connect(coordinator);
        var peer = Given.peer(coordinator, "peer_a")) {
      gamer.envelope(Given.echo("r1")).next("task_accepted");
      var taskId = peer.next("task_assign").text("task_id");
      var closing = CompletableFuture.runAsync(coordinator::close);
      Awaiting.untilAsserted(() -> assertRefused(coordinator));
      peer.envelope(Given.done(taskId, "inline:"), new byte[12_000_000]);
      assertThat(gamer.next("task_result").payload().remaining()).isEqualTo(12_000_000);
      closing.get(8, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitsForNobodyWhoDoesNotSayGoodbye() throws Exception {
    var coordinator = Given.coordinator();
    try (var _ = RawClient.deaf(coordinator)) {
      CompletableFuture.runAsync(coordinator::close).get(8, TimeUnit.SECONDS);
    }
  }

  @Test
  void answersThoseWhoWaitForAResultInside() throws Exception {
    var coordinator = new Coordinator(Given.config());
    var taskId = coordinator.submitTask(TASK, "me");
    coordinator.close();
    var result = coordinator.collectResult(taskId, Duration.ZERO).orElseThrow();
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            TaskResult.Failure.class, f -> assertThat(f.code()).contains("internal"));
  }

  @Test
  void closesOnceHoweverOftenItIsAsked() {
    var coordinator = Given.coordinator();
    coordinator.close();
    coordinator.close();
  }

  @Test
  void nothingHangsOnAClosedCoordinator() {
    var coordinator = new Coordinator(Given.config());
    coordinator.close();
    assertThatThrownBy(() -> coordinator.submitTask(TASK, "me"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(coordinator::getSystemStats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> coordinator.registerPeer("peer_a", Given.ONE_CORE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(coordinator::start).isInstanceOf(IllegalStateException.class);
  }

  private static void assertRefused(Coordinator coordinator) {
    var refused =
        catchThrowableOfType(
            CompletionException.class, () -> RawClient.connect(coordinator).close());
    assertThat(refused.getCause())
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(503));
  }
}
