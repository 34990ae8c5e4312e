package dev.p2c2g.cli;

import dev.p2c2g.peer.LocalPeers;
import dev.p2c2g.peer.LocalPeers.Command;
import dev.p2c2g.peer.LocalStatus;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code p2c2g pause}. */
@CommandLine.Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Pauses your peers on this machine: their tasks go to others at once.",
      "They stay connected, and paused until: p2c2g resume"
    })
final class PauseCommand implements Callable<Integer> {
  @Mixin private LocalPeerSelection selection = new LocalPeerSelection();

  @Override
  public Integer call() throws IOException {
    var peers = LocalPeers.ofThisUser();
    var allIdle = true;
    for (var peer : selection.of(peers)) {
      var paused = peers.tell(peer.socket(), Command.PAUSE);
      System.out.println(
          LocalPeerSelection.name(peer.status())
              + ": "
              + paused.map(PauseCommand::outcome).orElse("has just ended"));
      allIdle &= paused.map(LocalStatus::idle).orElse(true);
    }
    return allIdle ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static String outcome(LocalStatus status) {
    if (!status.idle()) {
      return "paused, but %d of its tasks do not stop; see its log".formatted(status.openTasks());
    }
    return String.format(
        Locale.ROOT, "paused; handed back: %d, in %.1f ms", status.handedBack(), status.tookMs());
  }
}
