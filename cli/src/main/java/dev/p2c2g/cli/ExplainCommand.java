package dev.p2c2g.cli;

import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.PinnedTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code p2c2g explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Tells what happened to a task, which peer got it and why.",
    footer = {
      "",
      "With an id: that task's story. Without: a line for each of the last tasks, newest first.",
      "The coordinator keeps the stories of its last scheduling.explained_tasks tasks."
    })
final class ExplainCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(
      paramLabel = "TASK_ID",
      arity = "0..1",
      description = "as in a result, or from --last")
  private Optional<String> taskId = Optional.empty();

  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();

  @Option(names = "--last", paramLabel = "N", description = "so many tasks, 1 to 1000; default 20")
  private int last = 20;

  @Option(names = "--json", description = "as the coordinator tells it, for scripts")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var text = fetch(taskId.map(id -> "/explain/" + id).orElse("/explain?last=" + last));
    if (json) {
      System.out.println(text);
    } else if (taskId.isPresent()) {
      new StoryText(System.out).print(parse(text));
    } else {
      new StoryTable(System.out).print(parse(text).path("tasks"));
    }
    return 0;
  }

  private String fetch(String path) throws IOException, InterruptedException {
    var access =
        LocalAccess.complete(
            coordinator.access(),
            URI.create(coordinator.url()),
            Role.ADMIN,
            LocalAccess.folder(System.getenv()));
    var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    PinnedTrust.context(access.pins()).ifPresent(builder::sslContext);
    try (var http = builder.build()) {
      var request = HttpRequest.newBuilder(page(path)).timeout(PATIENCE);
      access.currentToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
      var answer = http.send(request.build(), BodyHandlers.ofString());
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
      return URI.create(coordinator.url().replaceFirst("^ws", "http") + path);
    } catch (IllegalArgumentException e) {
      throw new UserException("'" + coordinator.url() + path + "' is no URL: " + e.getMessage());
    }
  }

  private JsonNode parse(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JacksonException e) {
      throw new UserException(coordinator.url() + " does not answer as a coordinator would");
    }
  }
}
