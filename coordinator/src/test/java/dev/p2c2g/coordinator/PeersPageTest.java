package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersPageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void showsAdminsWhoWorksHereAndWhatIsKnownOfHim() throws Exception {
    try (var guarded = new Guarded(folder)) {
      var admin = guarded.token(Role.ADMIN, "ann");
      try (var _ = peer(guarded, guarded.token(Role.PEER, "peter"))) {
        assertThat(ask(guarded, "GET", "/peers", admin).body())
            .contains("\"name\":\"peter\"", "\"standing\":\"new\"", "\"peer_id\":\"peer_a\"");
      }
    }
  }

  @Test
  void showsNobodyElse() throws Exception {
    try (var guarded = new Guarded(folder)) {
      for (var path : new String[] {"/peers", "/peers/peter/ban"}) {
        var token = guarded.token(Role.PEER, "peter");
        assertThat(ask(guarded, "POST", path, "").statusCode()).isEqualTo(401);
        assertThat(ask(guarded, "POST", path, token).statusCode()).isEqualTo(403);
      }
      assertThat(guarded.coordinator().getSystemStats().activePeers()).isZero();
    }
  }

  @Test
  void bansForGoodAndPardons() throws Exception {
    var token = "";
    var admin = "";
    try (var guarded = new Guarded(folder)) {
      admin = guarded.token(Role.ADMIN, "ann");
      token = guarded.token(Role.PEER, "peter");
      var peer = peer(guarded, token);
      assertThat(ask(guarded, "POST", "/peers/peter/ban", admin).body()).contains("is banned");
      assertThat(peer.closeCode()).isEqualTo(4403);
      Awaiting.untilAsserted(
          () -> assertThat(Files.readString(folder.resolve("bans.json"))).contains("by ann"));
      assertThat(Files.readString(folder.resolve("audit.log"))).contains("BANNED", "peter");
    }
    // another process, the same folder
    try (var guarded = new Guarded(folder)) {
      authenticated(guarded, token).text(Given.register("peer_b", 1)).nextError("forbidden");
      assertThat(ask(guarded, "POST", "/peers/peter/pardon", admin).statusCode()).isEqualTo(200);
      peer(guarded, token).close();
      Awaiting.untilAsserted(
          () -> assertThat(Files.readString(folder.resolve("bans.json"))).doesNotContain("peter"));
      assertThat(ask(guarded, "POST", "/peers/nobody/pardon", admin).statusCode()).isEqualTo(404);
      assertThat(ask(guarded, "POST", "/peers/no%20name/ban", admin).statusCode()).isEqualTo(400);
      assertThat(ask(guarded, "GET", "/peers/peter", admin).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void letsNoPageOfAnotherSiteBanWhereNobodyIsAskedWhoHeIs() throws Exception {
    try (var coordinator = Given.coordinator();
        var _ = Given.peer(coordinator, "peer_a")) {
      var uri = URI.create("http://127.0.0.1:" + coordinator.port() + "/peers/peer_a/ban");
      var foreign =
          HttpRequest.newBuilder(uri)
              .header("Origin", "https://example.org")
              .POST(BodyPublishers.noBody())
              .build();
      assertThat(HTTP.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      assertThat(coordinator.getSystemStats().activePeers()).isOne();
    }
  }

  private static RawClient peer(Guarded guarded, String token) throws InterruptedException {
    var peer = authenticated(guarded, token).text(Given.register("peer_a", 1));
    peer.next("peer_registered");
    return peer;
  }

  private static RawClient authenticated(Guarded guarded, String token)
      throws InterruptedException {
    var client = RawClient.connect(guarded.coordinator()).authenticate(token);
    client.next("authenticated");
    return client;
  }

  private static HttpResponse<String> ask(Guarded guarded, String method, String path, String token)
      throws Exception {
    var uri = URI.create("http://127.0.0.1:" + guarded.coordinator().port() + path);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
