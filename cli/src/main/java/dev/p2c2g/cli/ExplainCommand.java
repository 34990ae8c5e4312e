package dev.p2c2g.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    var text =
        new AdminPage(coordinator)
            .get(taskId.map(id -> "/explain/" + id).orElse("/explain?last=" + last));
    if (json) {
      System.out.println(text);
    } else if (taskId.isPresent()) {
      new StoryText(System.out).print(AdminPage.parse(coordinator, text));
    } else {
      new StoryTable(System.out).print(AdminPage.parse(coordinator, text).path("tasks"));
    }
    return 0;
  }
}
