package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionLimitsTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void socketThatAsksForNothingIsClosedInTime() throws IOException {
    try (var coordinator = Given.coordinator("connections.handshake_timeout_ms=200")) {
      try (var silent = socket(coordinator);
          var slow = socket(coordinator)) {
        slow.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
        assertThat(slow.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void addressHasSoManyConnectionsAndOthersTheirs() throws IOException {
    try (var coordinator = Given.coordinator("connections.max_per_address=3")) {
      var open = new ArrayList<Socket>();
      for (var n = 0; n < 3; n++) {
        open.add(socket(coordinator));
      }
      Awaiting.untilAsserted(() -> {
        try (var fourth = socket(coordinator)) {
          assertThat(fourth.getInputStream().read()).isEqualTo(-1);
        }
      });
      try (var other = socket(coordinator, "127.0.0.2")) {
        assertThat(status(other)).contains("200 OK");
      }
      for (var each : open) {
        each.close();
      }
      Awaiting.connection(coordinator).close();
    }
  }

  @Test
  void addressMakesSoManyConnectionsInASecond() throws IOException {
    try (var coordinator = Given.coordinator("connections.new_per_second_per_address=2")) {
      var served = 0;
      for (var n = 0; n < 20; n++) {
        try (var each = socket(coordinator)) {
          served += status(each).contains("200 OK") ? 1 : 0;
        }
      }
      // twice as many at once, and those of the time that this took
      assertThat(served).isBetween(4, 12);
      try (var other = socket(coordinator, "127.0.0.2")) {
        assertThat(status(other)).contains("200 OK");
      }
    }
  }

  @Test
  void clientThatAnswersNoPingIsGone() throws InterruptedException {
    try (var coordinator = Given.coordinator("connections.idle_timeout_ms=1000");
        var deaf = RawClient.deaf(coordinator);
        var idle = RawClient.connect(coordinator)) {
      deaf.text(Given.register("peer_a", 1));
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 1);
      Awaiting.stats(coordinator, stats -> stats.activePeers() == 0);
      idle.assertStillServed();
    }
  }

  @Test
  void allConnectionsOfAGamerHaveOneAllowance() throws Exception {
    try (var guarded =
        new Guarded(
            folder,
            "limits.max_in_flight_per_gamer=3",
            "limits.max_tasks_per_second_per_gamer=1000")) {
      var alice = guarded.token(Role.GAMER, "alice");
      var bob = guarded.token(Role.GAMER, "bob");
      try (var one = RawClient.withToken(guarded.coordinator(), alice);
          var two = RawClient.withToken(guarded.coordinator(), alice);
          var other = RawClient.withToken(guarded.coordinator(), bob)) {
        var first = one.text(Given.echo("r1")).next("task_accepted").text("task_id");
        one.text(Given.echo("r2")).next("task_accepted");
        two.text(Given.echo("r3")).next("task_accepted");
        two.text(Given.echo("r4")).nextError("rate_limited");
        other.text(Given.echo("r5")).next("task_accepted");
        one.text(Given.cancel(first)).next("task_result");
        two.text(Given.echo("r6")).next("task_accepted");
      }
    }
  }

  @Test
  void gamerWhoSendsFarTooMuchIsReadMoreSlowlyAndLosesNothing() throws Exception {
    try (var guarded = new Guarded(folder, "limits.max_tasks_per_second_per_gamer=10")) {
      var alice = guarded.token(Role.GAMER, "alice");
      var bob = guarded.token(Role.GAMER, "bob");
      try (var greedy = RawClient.withToken(guarded.coordinator(), alice);
          var second = RawClient.withToken(guarded.coordinator(), alice);
          var other = RawClient.withToken(guarded.coordinator(), bob)) {
        var startNanos = System.nanoTime();
        for (var n = 0; n < 40; n++) {
          greedy.text("{\"msg_type\":\"dance\"}");
          second.text(Given.cancel("task_1"));
        }
        other.assertStillServed();
        for (var n = 0; n < 40; n++) {
          greedy.nextError("unknown_message_type");
        }
        second.assertStillServed();
        // 40 at once, and 40 in each second from then on, over both connections
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
            .isGreaterThan(Duration.ofMillis(700));
      }
    }
  }

  @Test
  void gamerSubmitsSoManyBytesInASecond() throws InterruptedException {
    try (var coordinator =
            Given.coordinator(
                "limits.max_message_bytes=70000", "limits.max_bytes_per_second_per_gamer=100000");
        var gamer = RawClient.connect(coordinator)) {
      gamer.envelope(large("r1"), new byte[60_000]).next("task_accepted");
      var refused = gamer.envelope(large("r2"), new byte[60_000]).nextError("rate_limited");
      assertThat(refused.text("message")).contains("100000 bytes a second");
      assertThat(refused.json().path("retry_after_ms").asLong()).isBetween(1L, 300L);
      gamer.text(Given.echo("r3")).next("task_accepted");
    }
  }

  @Test
  void staleFramesOfASlowReaderGiveWayAndEachTaskHasItsOutcome() throws InterruptedException {
    try (var coordinator = Given.coordinator("connections.max_outgoing_bytes=8388608");
        var peer = Given.peer(coordinator, "peer_a", 64);
        var gamer = RawClient.deaf(coordinator)) {
      var results = new ArrayList<String>();
      results.addAll(answered(gamer, peer, "old", ",\"deadline_ms\":1500", 8));
      Thread.sleep(1_600); // the deadline is by the wall
      results.addAll(answered(gamer, peer, "new", "", 6));
      gamer.hear();
      var failed = 0;
      for (var n = 0; n < results.size(); ) {
        var next = gamer.next();
        if (next.text("msg_type").equals("task_result")) {
          n++;
          var late = next.text("code").equals("deadline_exceeded");
          failed += late ? 1 : 0;
          assertThat(late && next.text("request_id").startsWith("new")).isFalse();
        }
      }
      assertThat(failed).isPositive();
      gamer.assertStillServed();
    }
  }

  /** Submits so many tasks and has them done, a megabyte each, though nobody reads it. */
  private static List<String> answered(
      RawClient gamer, RawClient peer, String name, String more, int count)
      throws InterruptedException {
    var ids = new ArrayList<String>();
    for (var n = 0; n < count; n++) {
      gamer.text(Given.echo(name + n, more));
      var id = peer.next("task_assign").text("task_id");
      peer.envelope(Given.done(id, "inline:"), new byte[MEGABYTE]);
      ids.add(id);
    }
    return ids;
  }

  private static String large(String requestId) {
    return """
    {"msg_type":"task_submit","request_id":"%s","task_type":"echo","data_url":"inline:"}\
    """
        .formatted(requestId);
  }

  private static Socket socket(Coordinator coordinator) throws IOException {
    return socket(coordinator, "127.0.0.1");
  }

  private static Socket socket(Coordinator coordinator, String from) throws IOException {
    var socket =
        new Socket(
            InetAddress.ofLiteral("127.0.0.1"), coordinator.port(), InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(8_000);
    return socket;
  }

  /** The first line of the answer to a plain request; empty when there is none. */
  private static String status(Socket socket) throws IOException {
    try {
      socket
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[100];
      var length = socket.getInputStream().read(answer);
      return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
    } catch (IOException _) {
      return "";
    }
  }
}
