package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /cluster}: the coordinators that share a store, and the store. */
final class ClusterPage {
  private static final String PATH = "/cluster";

  private final Vertx vertx;
  private final SchedulerLoop loop;

  ClusterPage(Vertx vertx, SchedulerLoop loop) {
    this.vertx = vertx;
    this.loop = loop;
  }

  static boolean isAbout(String path) {
    return path.equals(PATH);
  }

  void page(HttpServerRequest request) {
    Future.fromCompletionStage(loop.ask(Dispatcher::cluster), vertx.getOrCreateContext())
        .onSuccess(view -> Pages.json(request, json(view).toString()))
        .onFailure(_ -> Pages.text(request, 503, "the coordinator stops\n"));
  }

  private static ObjectNode json(ClusterView view) {
    var page = Json.object();
    page.put("store_answers", view.answers());
    view.counts()
        .ifPresent(counts ->
            page.putObject("durable_tasks")
                .put("waiting", counts.waiting())
                .put("claimed", counts.claimed())
                .put("bytes", counts.bytes()));
    var members = view.members();
    page.put("peers", sum(members, MemberSheet::peers))
        .put("lanes", sum(members, MemberSheet::lanes))
        .put("pending_tasks", sum(members, MemberSheet::pending))
        .put("completed_tasks", sum(members, MemberSheet::completed))
        .put("failed_tasks", sum(members, MemberSheet::failed));
    var rows = page.putArray("coordinators");
    for (var member : members) {
      var sheet = member.sheet();
      var row =
          rows.addObject()
              .put("id", member.id())
              .put("self", member.self())
              .put("silent_ms", member.silentMs())
              .put("peers", sheet.peers())
              .put("lanes", sheet.lanes())
              .put("pending_tasks", sheet.pending())
              .put("completed_tasks", sheet.completed())
              .put("failed_tasks", sheet.failed());
      var types = row.putArray("task_types");
      sheet.taskTypes().forEach(types::add);
    }
    return page;
  }

  private static long sum(List<ClusterView.Row> members, ToLongFunction<MemberSheet> what) {
    return members.stream().mapToLong(member -> what.applyAsLong(member.sheet())).sum();
  }
}
