package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class HttpTest {
  @Test
  void servesHealthAndWelcomePages() throws Exception {
    try (var coordinator = Given.coordinator()) {
      assertThat(get(coordinator.port(), "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(coordinator.port(), "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(coordinator.port(), "/").body()).contains("P2C2G");
      assertThat(get(coordinator.port(), "/secrets").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void upgradesOnlyOnTheRootPath() {
    try (var coordinator = Given.coordinator()) {
      assertThat(refusedUpgrade(coordinator, "/peers")).isEqualTo(404);
    }
  }

  @Test
  void refusesMoreConnectionsThanAllowedUntilOneCloses() {
    try (var coordinator = Given.coordinator("limits.max_connections=2");
        var _ = RawClient.connect(coordinator)) {
      try (var _ = RawClient.connect(coordinator)) {
        assertThat(refusedUpgrade(coordinator, "/")).isEqualTo(503);
      }
      Awaiting.untilAsserted(() -> RawClient.connect(coordinator).close());
    }
  }

  @Test
  void servesMetricsOnAPortOfTheirOwn() throws Exception {
    try (var coordinator = new Coordinator(Given.config().withPrometheusPort(0));
        var _ = started(coordinator);
        var gamer = RawClient.connect(coordinator)) {
      var peer = Given.peer(coordinator, "peer_a");
      gamer.text(Given.echo("r1"));
      peer.text(Given.failed(peer.next("task_assign")));
      peer.text(Given.done(peer.next("task_assign")));
      peer.text(Given.done("task_1", "base64://"));
      gamer.next("task_accepted");
      gamer.next("task_result");
      gamer.text(Given.echo("r2", ",\"priority\":12")).nextError("malformed_message");
      gamer.text(Given.echo("r3").replace("echo", "dance")).nextError("unsupported_task_type");
      gamer.text(Given.echo("r4"));
      gamer.text(Given.cancel(gamer.next("task_accepted").text("task_id"))).next("task_result");
      gamer.text(Given.echo("r5")).next("task_accepted");
      peer.text("{\"msg_type\":\"peer_pause\"}");
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 0);
      peer.text("{\"msg_type\":\"peer_resume\"}");
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 1);

      var page = get(coordinator.metricsPort().orElseThrow(), "/metrics").body();
      assertThat(page.lines())
          .contains(
              "p2c2g_peers 1.0",
              "p2c2g_connections 2.0",
              "p2c2g_tasks_pending 1.0",
              "p2c2g_tasks_queued 0.0",
              "p2c2g_tasks_total{outcome=\"completed\"} 1.0",
              "p2c2g_tasks_total{outcome=\"cancelled\"} 1.0",
              "p2c2g_tasks_refused_total{code=\"unsupported_task_type\"} 1.0",
              "p2c2g_retries_total 2.0",
              "p2c2g_results_ignored_total 1.0",
              "p2c2g_messages_malformed_total 1.0",
              "p2c2g_payload_bytes_total{direction=\"to_peers\"} 10.0",
              "p2c2g_payload_bytes_total{direction=\"to_gamers\"} 2.0",
              "p2c2g_task_queue_seconds_count 1",
              "p2c2g_task_peer_seconds_count 1",
              "p2c2g_task_network_seconds_count 1",
              "p2c2g_peers_by_state{state=\"active\"} 1.0",
              "p2c2g_peers_by_state{state=\"suspected\"} 0.0",
              "p2c2g_hedges_total 0.0",
              "p2c2g_hedges_won_total 0.0",
              "p2c2g_suspicions_total 0.0",
              "p2c2g_stalls_total 0.0",
              "p2c2g_splits_total 0.0",
              "p2c2g_handed_back_total 1.0",
              "p2c2g_task_total_seconds_count 1",
              "p2c2g_task_total_seconds_bucket{le=\"5.0\"} 1")
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
      assertThat(get(coordinator.metricsPort().orElseThrow(), "/").statusCode()).isEqualTo(404);
      peer.close();
    }
  }

  @Test
  void servesNoMetricsWhenMonitoringIsOff() throws Exception {
    try (var coordinator = Given.coordinator("monitoring.enable=false")) {
      assertThat(coordinator.metricsPort()).isEmpty();
      assertThat(get(coordinator.port(), "/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    try (var first = Given.coordinator();
        var second = new Coordinator(Given.config().withListenPort(first.port()))) {
      assertThatThrownBy(second::start)
          .isInstanceOf(CoordinatorStartException.class)
          .hasMessageContaining("coordinator.listen_port")
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  private static AutoCloseable started(Coordinator coordinator) {
    coordinator.start();
    return () -> {};
  }

  private static int refusedUpgrade(Coordinator coordinator, String path) {
    var refused =
        catchThrowableOfType(
            CompletionException.class, () -> RawClient.connect(coordinator, path).close());
    if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
      return handshake.getResponse().statusCode();
    }
    throw new AssertionError("not refused by its status", refused);
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return RawClient.HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
