package dev.p2c2g.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code p2c2g fetch}. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Brings the result of a task that was submitted without a deadline.",
    footer = {
      "",
      "Waits while there is none yet. Any coordinator of the cluster will do; the",
      "token must be of the same name as when the task was submitted."
    })
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TASK", description = "its id, as p2c2g submit --detach prints it")
  private String taskId = "";

  @Parameters(paramLabel = "OUT", description = "the file to write")
  private Path out = Path.of("");

  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var client = coordinator.connect("fetch")) {
      var handle = client.fetchTask(taskId);
      var _ =
          handle
              .taskId()
              .thenRun(() -> {
                if (handle.acceptance().isPresent()) {
                  System.err.println(
                      taskId + " is not done yet; waiting (Ctrl-C ends this, not the task)");
                }
              });
      ResultFile.write(taskId, handle.result().get(), out);
      return 0;
    } catch (ExecutionException e) {
      throw new UserException(
          taskId + ": " + Optional.ofNullable(e.getCause()).orElse(e).getMessage());
    }
  }
}
