package dev.p2c2g.cli;

import dev.p2c2g.peer.LocalPeers;
import dev.p2c2g.peer.LocalPeers.Command;
import dev.p2c2g.peer.LocalStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code p2c2g resume}. */
@CommandLine.Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back: p2c2g pause.",
      "A peer that its configuration pauses (section yield) stays paused, and says why."
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin private LocalPeerSelection selection = new LocalPeerSelection();

  @Override
  public Integer call() throws IOException {
    var peers = LocalPeers.ofThisUser();
    for (var peer : selection.of(peers)) {
      var resumed = peers.tell(peer.socket(), Command.RESUME);
      System.out.println(
          LocalPeerSelection.name(peer.status())
              + ": "
              + resumed.map(ResumeCommand::outcome).orElse("has just ended"));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String outcome(LocalStatus status) {
    return status.reasons().isEmpty()
        ? "takes tasks"
        : "still paused: " + String.join("; ", status.reasons());
  }
}
