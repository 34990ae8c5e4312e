package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a coordinator tells of its tasks (docs/protocol.md, "Explanations"). */
final class Explained implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final int port;

  Explained(int port) {
    this.port = port;
  }

  JsonNode story(String taskId) throws IOException, InterruptedException {
    var url = URI.create("http://127.0.0.1:" + port + "/explain/" + taskId);
    var answer =
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    return json.readTree(answer.body());
  }

  /**
   * When the coordinator noticed that a peer's connection was gone, from the task's arrival; empty
   * when this task does not tell.
   */
  static OptionalLong lostAfterNanos(JsonNode story, String peer) {
    return StreamSupport.stream(story.path("events").spliterator(), false)
        .filter(event -> event.path("what").asString("").equals("peer_lost"))
        .filter(event -> event.path("peer_id").asString("").equals(peer))
        .mapToLong(event -> Math.round(event.path("at_ms").asDouble() * 1e6))
        .findFirst();
  }

  @Override
  public void close() {
    http.close();
  }
}
