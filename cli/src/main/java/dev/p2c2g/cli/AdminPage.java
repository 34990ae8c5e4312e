package dev.p2c2g.cli;

import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.PinnedTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of a coordinator that are for admins. */
final class AdminPage {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CoordinatorOption coordinator;

  AdminPage(CoordinatorOption coordinator) {
    this.coordinator = coordinator;
  }

  /** The page's text. */
  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(page(path)).GET());
  }

  /** Has something done; what the coordinator says of it. */
  String post(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(page(path)).POST(BodyPublishers.noBody()));
  }

  static JsonNode parse(CoordinatorOption coordinator, String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JacksonException e) {
      throw new UserException(coordinator.url() + " does not answer as a coordinator would");
    }
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var access =
        LocalAccess.complete(
            coordinator.access(),
            URI.create(coordinator.firstUrl()),
            Role.ADMIN,
            LocalAccess.folder(System.getenv()));
    var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    PinnedTrust.context(access.pins()).ifPresent(builder::sslContext);
    access.currentToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (var http = builder.build()) {
      var answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new UserException(coordinator.url() + ": " + answer.body().strip());
      }
      return answer.body();
    } catch (java.net.ConnectException e) {
      throw new UserException("no coordinator at " + coordinator.url());
    }
  }

  /** The coordinator's pages are where its WebSocket is. */
  private URI page(String path) {
    try {
      return URI.create(coordinator.firstUrl().replaceFirst("^ws", "http") + path);
    } catch (IllegalArgumentException e) {
      throw new UserException("'" + coordinator.url() + path + "' is no URL: " + e.getMessage());
    }
  }
}
