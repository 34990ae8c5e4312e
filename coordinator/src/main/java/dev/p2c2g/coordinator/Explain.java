package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Names;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The pages {@code /explain/TASK_ID} and {@code /explain?last=N}: what happened to a task, and why.
 * They name peers and gamers, so they are not for everyone.
 */
final class Explain {
  static final String PATH = "/explain";

  private static final int MOST = 1_000;
  private static final int DEFAULT = 50;
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");

  private final Vertx vertx;
  private final SchedulerLoop loop;
  private final CoordinatorConfig config;

  Explain(Vertx vertx, SchedulerLoop loop, CoordinatorConfig config) {
    this.vertx = vertx;
    this.loop = loop;
    this.config = config;
  }

  /** Stories as they were at one instant of the scheduler's clock. */
  private record Told(List<Story> stories, long nowNanos) {}

  /** Whether that path is one of these pages. */
  static boolean isAbout(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Answers a request for one of these pages. */
  void page(HttpServerRequest request) {
    if (config.scheduling().explainedTasks() == 0) {
      Pages.text(request, 404, "no stories are kept: scheduling.explained_tasks is 0\n");
    } else if (request.path().equals(PATH)) {
      last(request);
    } else {
      one(request, request.path().substring(PATH.length() + 1));
    }
  }

  private void last(HttpServerRequest request) {
    var last = Optional.ofNullable(request.getParam("last")).orElse(String.valueOf(DEFAULT));
    if (!COUNT.matcher(last).matches() || Integer.parseInt(last) > MOST) {
      Pages.text(request, 400, "last: must be a whole number from 1 to " + MOST + "\n");
      return;
    }
    tell(
        request,
        stories -> stories.last(Integer.parseInt(last)),
        told ->
            Optional.of(StoryJson.of(told.stories(), told.nowNanos(), Instant.now()).toString()));
  }

  private void one(HttpServerRequest request, String taskId) {
    if (!Names.ID.matcher(taskId).matches()) {
      Pages.text(request, 400, "the task's id must be " + Names.ID_SHAPE + "\n");
      return;
    }
    tell(
        request,
        stories -> stories.find(taskId).stream().toList(),
        told ->
            told.stories().stream()
                .map(story -> StoryJson.of(story, told.nowNanos(), Instant.now()).toString())
                .findFirst());
  }

  /** Copied on the scheduler's thread, written on a worker. */
  private void tell(
      HttpServerRequest request,
      Function<Stories, List<Story>> copy,
      Function<Told, Optional<String>> write) {
    var told = loop.ask(d -> new Told(copy.apply(d.stories()), d.nowNanos()));
    Future.fromCompletionStage(told, vertx.getOrCreateContext())
        .compose(stories -> vertx.executeBlocking(() -> write.apply(stories)))
        .onSuccess(json ->
            json.ifPresentOrElse(
                text -> Pages.json(request, text),
                () ->
                    Pages.text(
                        request,
                        404,
                        "that task is not among the last "
                            + config.scheduling().explainedTasks()
                            + " (scheduling.explained_tasks)\n")))
        .onFailure(_ -> Pages.text(request, 503, "the coordinator stops\n"));
  }
}
