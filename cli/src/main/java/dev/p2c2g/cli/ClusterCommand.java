package dev.p2c2g.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code p2c2g cluster}. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Shows the coordinators that share a database, and what waits there.",
    footer = {
      "",
      "A coordinator that says nothing for two seconds is taken for dead; what it",
      "had claimed goes to the others."
    })
final class ClusterCommand implements Callable<Integer> {
  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();

  @Option(names = "--json", description = "as the coordinator tells it, for scripts")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var text = new AdminPage(coordinator).get("/cluster");
    if (json) {
      System.out.println(text);
    } else {
      print(AdminPage.parse(coordinator, text), System.out);
    }
    return 0;
  }

  private static void print(JsonNode page, PrintStream out) {
    if (!page.path("store_answers").asBoolean(false)) {
      out.println("the database does not answer; what follows is older");
    }
    var durable = page.path("durable_tasks");
    out.printf(
        "durable tasks: %d wait, %d are being done, %d bytes%n%n",
        durable.path("waiting").asLong(0),
        durable.path("claimed").asLong(0),
        durable.path("bytes").asLong(0));
    var form = "%-28s %8s %7s %8s %10s %8s %10s%n";
    out.printf(form, "COORDINATOR", "SILENT", "PEERS", "PENDING", "COMPLETED", "FAILED", "LANES");
    for (var row : page.path("coordinators")) {
      out.printf(
          form,
          row.path("id").asString("") + (row.path("self").asBoolean(false) ? " *" : ""),
          row.path("silent_ms").asLong(0) + " ms",
          row.path("peers").asLong(0),
          row.path("pending_tasks").asLong(0),
          row.path("completed_tasks").asLong(0),
          row.path("failed_tasks").asLong(0),
          row.path("lanes").asLong(0));
    }
    out.printf(
        form,
        "all",
        "",
        page.path("peers").asLong(0),
        page.path("pending_tasks").asLong(0),
        page.path("completed_tasks").asLong(0),
        page.path("failed_tasks").asLong(0),
        page.path("lanes").asLong(0));
  }
}
