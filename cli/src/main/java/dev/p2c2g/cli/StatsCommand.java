package dev.p2c2g.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code p2c2g stats}. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = "Shows a coordinator's counts.")
final class StatsCommand implements Callable<Integer> {
  @Mixin private CoordinatorOption coordinator = new CoordinatorOption();

  @Option(names = "--json", description = "one line of JSON, for scripts")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (var client = coordinator.connect("stats")) {
      var stats = client.stats();
      var form =
          json
              ? "{\"active_peers\":%d,\"pending_tasks\":%d,\"completed_tasks\":%d,\"failed_tasks\":%d}%n"
              : "active peers     %d%npending tasks    %d%ncompleted tasks  %d%nfailed tasks     %d%n";
      System.out.printf(
          form,
          stats.activePeers(),
          stats.pendingTasks(),
          stats.completedTasks(),
          stats.failedTasks());
      return 0;
    }
  }
}
