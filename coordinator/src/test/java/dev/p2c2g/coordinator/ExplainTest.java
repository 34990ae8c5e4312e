package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {
  @Test
  void tellsWhoGotATaskAndWhyAndWhereItsTimeWent() throws Exception {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var peer = Given.peer(coordinator, "peer_a");
        var other = RawClient.connect(coordinator)) {
      other.text(Given.register("peer_other", 1).replace("\"echo\",", "")).next("peer_registered");
      var taskId =
          gamer
              .text(Given.echo("r1", ",\"deadline_ms\":60000"))
              .next("task_accepted")
              .text("task_id");
      peer.text(Given.done(peer.next("task_assign")));
      var timings = gamer.next("task_result").json().path("timings");

      var story = json(coordinator, "/explain/" + taskId);
      assertThat(story.path("task_id").asString("")).isEqualTo(taskId);
      assertThat(story.path("kind").asString("")).isEqualTo("echo");
      assertThat(story.path("outcome").asString("")).isEqualTo("completed");
      assertThat(story.path("deadline_ms").asDouble()).isCloseTo(60_000, within(5_000.0));
      assertThat(whats(story)).containsExactly("accepted", "assigned", "completed");
      var assigned = story.path("events").path(1);
      assertThat(assigned.path("why").asString("")).isEqualTo("first_try");
      assertThat(assigned.path("considered").path(0).path("peer_id").asString(""))
          .isEqualTo("peer_a");
      var passedOver = assigned.path("passed_over").path(0);
      assertThat(passedOver.path("peer_id").asString("")).isEqualTo("peer_other");
      assertThat(passedOver.path("reason").asString("")).isEqualTo("lacks_type_or_feature");
      var completed = story.path("events").path(2);
      for (var part : List.of("queue_ms", "peer_ms", "network_ms", "total_ms")) {
        assertThat(completed.path(part).asDouble())
            .as(part)
            .isCloseTo(timings.path(part).asDouble(), within(0.001));
      }
    }
  }

  @Test
  void tellsOfFailuresPausesAndLostPeers() throws Exception {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator);
        var failing = Given.peer(coordinator, "peer_a")) {
      var taskId = gamer.text(Given.echo("r1")).next("task_accepted").text("task_id");
      var first = failing.next("task_assign");
      try (var pausing = Given.peer(coordinator, "peer_b")) {
        failing.text(Given.failed(first));
        pausing.next("task_assign");
        try (var leaving = Given.peer(coordinator, "peer_c")) {
          pausing.text("{\"msg_type\":\"peer_pause\"}");
          leaving.next("task_assign");
        }
        gamer.text(Given.cancel(taskId)).next("task_result");
        var story = json(coordinator, "/explain/" + taskId);
        assertThat(story.path("outcome").asString("")).isEqualTo("cancelled");
        assertThat(whats(story))
            .startsWith(
                "accepted",
                "assigned",
                "failed",
                "assigned",
                "handed_back",
                "taken_back",
                "assigned")
            .endsWith("ended");
        assertThat(story.path("events").path(2).path("error").asString(""))
            .isEqualTo("out of paint");
      }
    }
  }

  @Test
  void tellsWhyATaskWasRefused() throws Exception {
    try (var coordinator = Given.coordinator();
        var gamer = RawClient.connect(coordinator)) {
      gamer.text(Given.echo("r1", ",\"deadline_ms\":9000")).nextError("no_capable_peer");
      var story = json(coordinator, "/explain?last=1").path("tasks").path(0);
      assertThat(story.path("outcome").asString("")).isEqualTo("no_capable_peer");
      assertThat(whats(story)).containsExactly("refused");
    }
  }

  @Test
  void listsTheLastTasksNewestFirstAndKeepsNoMoreThanConfigured() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.explained_tasks=2");
        var gamer = RawClient.connect(coordinator)) {
      var ids =
          List.of("r1", "r2", "r3").stream().map(request -> submitted(gamer, request)).toList();
      var tasks = json(coordinator, "/explain").path("tasks");
      assertThat(tasks.valueStream().map(task -> task.path("task_id").asString("")))
          .containsExactly(ids.get(2), ids.get(1));
      assertThat(tasks.path(0).path("outcome").asString("")).isEqualTo("open");
      assertThat(get(coordinator, "/explain/" + ids.getFirst()).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "many", ""})
  void refusesANumberOutOfRange(String last) throws Exception {
    try (var coordinator = Given.coordinator()) {
      var answer = get(coordinator, "/explain?last=" + last);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("1 to 1000");
    }
  }

  @Test
  void refusesAnIdThatIsNone() throws Exception {
    try (var coordinator = Given.coordinator()) {
      assertThat(get(coordinator, "/explain/a%20b").statusCode()).isEqualTo(400);
      assertThat(get(coordinator, "/explain/").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void saysThatNothingIsKept() throws Exception {
    try (var coordinator = Given.coordinator("scheduling.explained_tasks=0")) {
      assertThat(get(coordinator, "/explain").body()).contains("scheduling.explained_tasks is 0");
    }
  }

  private static String submitted(RawClient gamer, String requestId) {
    try {
      return gamer.text(Given.echo(requestId)).next("task_accepted").text("task_id");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> whats(JsonNode story) {
    return story.path("events").valueStream().map(e -> e.path("what").asString("")).toList();
  }

  private static JsonNode json(Coordinator coordinator, String path)
      throws IOException, InterruptedException {
    var answer = get(coordinator, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    return new JsonMapper().readTree(answer.body());
  }

  private static HttpResponse<String> get(Coordinator coordinator, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + coordinator.port() + path);
    return RawClient.HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
