package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
  private static final int UNAUTHENTICATED = 4401;

  @TempDir private Path folder;

  @Test
  void revokedKeyEndsItsConnectionsWithinASecond() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var key = guarded.issue(Role.GAMER, "alice", Duration.ofDays(1));
      var other = guarded.token(Role.GAMER, "alice");
      Awaiting.goodToken(guarded.coordinator(), key.token());
      try (var gamer = RawClient.withToken(guarded.coordinator(), key.token());
          var same = RawClient.withToken(guarded.coordinator(), other)) {
        gamer.text(RawClient.STATS).next("stats");
        var revokedNanos = System.nanoTime();
        guarded.revoke(key);
        gamer.nextError("unauthenticated");
        assertThat(gamer.closeCode()).isEqualTo(UNAUTHENTICATED);
        assertThat(Duration.ofNanos(System.nanoTime() - revokedNanos))
            .isLessThan(Duration.ofSeconds(1));
        same.text(RawClient.STATS).next("stats");
      }
    }
  }

  @Test
  void keyThatExpiresEndsItsConnections() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var token = guarded.issue(Role.GAMER, "alice", Duration.ofSeconds(2)).token();
      Awaiting.goodToken(guarded.coordinator(), token);
      try (var gamer = RawClient.withToken(guarded.coordinator(), token)) {
        gamer.nextError("unauthenticated");
        assertThat(gamer.closeCode()).isEqualTo(UNAUTHENTICATED);
      }
    }
  }

  @Test
  void strangerWhoSaysNothingIsTurnedAwayInTime() throws Exception {
    try (var guarded = new Guarded(folder, "connections.handshake_timeout_ms=200");
        var silent = RawClient.connect(guarded.coordinator())) {
      silent.nextError("unauthenticated");
      assertThat(silent.closeCode()).isEqualTo(UNAUTHENTICATED);
    }
  }

  @Test
  void strangerWhoSaysMuchIsTurnedAwayBeforeItIsRead() throws Exception {
    try (var guarded = new Guarded(folder);
        var talker = RawClient.connect(guarded.coordinator())) {
      talker.text("{\"msg_type\":\"authenticate\",\"token\":\"" + "x".repeat(200_000), false);
      talker.nextError("unauthenticated");
      assertThat(talker.closeCode()).isEqualTo(UNAUTHENTICATED);
    }
  }

  @Test
  void peerIdOfAnotherSubjectIsTaken() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var alice = guarded.token(Role.PEER, "alice");
      var bob = guarded.token(Role.PEER, "bob");
      try (var first = RawClient.withToken(guarded.coordinator(), alice);
          var thief = RawClient.withToken(guarded.coordinator(), bob)) {
        first.text(Given.register("peer_a", 1)).next("peer_registered");
        thief.text(Given.register("peer_a", 1)).nextError("peer_id_taken");
        first.assertStillServed();
        try (var again = RawClient.withToken(guarded.coordinator(), alice)) {
          again.text(Given.register("peer_a", 1)).next("peer_registered");
          assertThat(first.closeCode()).isEqualTo(4409);
        }
      }
    }
  }

  @Test
  void anothersTasksAreNobodysBusiness() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var peerToken = guarded.token(Role.PEER, "worker");
      var otherToken = guarded.token(Role.PEER, "other");
      var alice = guarded.token(Role.GAMER, "alice");
      var mallory = guarded.token(Role.GAMER, "mallory");
      try (var peer = RawClient.withToken(guarded.coordinator(), peerToken);
          var liar = RawClient.withToken(guarded.coordinator(), otherToken);
          var gamer = RawClient.withToken(guarded.coordinator(), alice);
          var thief = RawClient.withToken(guarded.coordinator(), mallory)) {
        peer.text(Given.register("peer_a", 1)).next("peer_registered");
        gamer.text(Given.echo("r1")).next("task_accepted");
        var assigned = peer.next("task_assign");
        thief.text(Given.cancel(assigned.text("task_id"))).assertNothingElseCame();
        // one with a lane for another task, which this is not
        liar.text(Given.register("peer_b", 1).replace("\"echo\",\"frame_upscale\"", "\"other\""));
        liar.next("peer_registered");
        liar.text(Given.done(assigned)).assertStillServed();
        peer.text(Given.done(assigned));
        assertThat(gamer.next("task_result").text("peer_id")).isEqualTo("peer_a");
      }
    }
  }

  @Test
  void newerTokenOfTheSameSubjectMayReplaceAnOlderOneWithoutAPause() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var old = guarded.issue(Role.GAMER, "alice", Duration.ofDays(1));
      var fresh = guarded.token(Role.GAMER, "alice");
      var foreign = guarded.token(Role.GAMER, "bob");
      try (var gamer = RawClient.withToken(guarded.coordinator(), old.token())) {
        gamer.authenticate(foreign).nextError("forbidden");
        gamer.authenticate(fresh).next("authenticated");
        guarded.revoke(old);
        await()
            .during(Duration.ofMillis(800))
            .atMost(Duration.ofSeconds(4))
            .until(() -> !gamer.isClosed());
        gamer.text(RawClient.STATS).next("stats");
      }
    }
  }

  @Test
  void manyBadTokensMakeAnAddressWait() throws IOException {
    try (var guarded = new Guarded(folder, "connections.failed_logins_per_minute=3")) {
      var good = guarded.issue(Role.GAMER, "alice", Duration.ofDays(1)).token();
      for (var n = 0; n < 3; n++) {
        assertThat(rejection(guarded, "nonsense")).isEqualTo(401);
      }
      assertThat(rejection(guarded, "nonsense")).isEqualTo(429);
      assertThat(rejection(guarded, good)).isEqualTo(429);
    }
  }

  @Test
  void explainIsForAdmins() throws Exception {
    try (var guarded = new Guarded(folder)) {
      assertThat(explain(guarded, "")).isEqualTo(401);
      assertThat(explain(guarded, "nonsense")).isEqualTo(401);
      assertThat(explain(guarded, guarded.token(Role.GAMER, "alice"))).isEqualTo(403);
      assertThat(explain(guarded, guarded.token(Role.ADMIN, "root"))).isEqualTo(200);
    }
  }

  @Test
  void auditLogTellsWhoCameAndNoToken() throws Exception {
    String token;
    try (var guarded = new Guarded(folder)) {
      token = guarded.token(Role.GAMER, "alice");
      rejection(guarded, "p2c2g_aaaaaaaaaa_" + "A".repeat(43));
      try (var gamer = RawClient.withToken(guarded.coordinator(), token)) {
        gamer.text(Given.register("peer_a", 1)).nextError("forbidden");
      }
    }
    var log = Files.readString(folder.resolve("audit.log"));
    assertThat(log)
        .contains("\"event\":\"let_in\",\"subject\":\"alice\",\"role\":\"gamer\"")
        .contains("\"event\":\"turned_away\",\"why\":\"no key aaaaaaaaaa\"")
        .contains("\"event\":\"forbidden\",\"subject\":\"alice\"")
        .contains("\"event\":\"started\"")
        .contains("\"event\":\"stopped\"")
        .doesNotContain(token.substring(17));
  }

  @Test
  void pageOfAnotherSiteDoesNotComeInWhereNobodyIsAsked() {
    try (var coordinator = Given.coordinator()) {
      for (var origin :
          new String[] {"https://evil.example", "null", "http://127.0.0.1.evil.example", "::"}) {
        assertThat(RawClient.rejection(coordinator, "Origin", origin)).as(origin).isEqualTo(403);
      }
      RawClient.withHeader(coordinator, "Origin", "http://localhost:8765").close();
      RawClient.withHeader(coordinator, "Origin", "http://127.0.0.1:8765").close();
    }
  }

  private static int rejection(Guarded guarded, String token) {
    return RawClient.rejection(guarded.coordinator(), "Authorization", "Bearer " + token);
  }

  private static int explain(Guarded guarded, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + guarded.coordinator().port() + "/explain"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return RawClient.HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
