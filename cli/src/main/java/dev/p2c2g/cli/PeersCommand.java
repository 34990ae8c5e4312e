package dev.p2c2g.cli;

import dev.p2c2g.peer.LocalPeers;
import dev.p2c2g.peer.LocalStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code p2c2g peers}. */
@CommandLine.Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "Shows your peers on this machine.")
final class PeersCommand implements Callable<Integer> {
  @Mixin private LocalPeerSelection selection = new LocalPeerSelection();

  @Override
  public Integer call() throws IOException {
    for (var peer : selection.of(LocalPeers.ofThisUser())) {
      var status = peer.status();
      System.out.printf(
          "%-24s %-13s %2d tasks  %s%n",
          LocalPeerSelection.name(status),
          status.connected() ? "connected" : "not connected",
          status.openTasks(),
          work(status));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String work(LocalStatus status) {
    return status.reasons().isEmpty()
        ? "takes tasks"
        : "paused: " + String.join("; ", status.reasons());
  }
}
