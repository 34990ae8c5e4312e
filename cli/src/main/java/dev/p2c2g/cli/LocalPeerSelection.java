package dev.p2c2g.cli;

import dev.p2c2g.peer.LocalPeers;
import dev.p2c2g.peer.LocalPeers.LocalPeer;
import dev.p2c2g.peer.LocalStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** Which of the user's peers on this machine a command is for. */
final class LocalPeerSelection {
  @Parameters(
      arity = "0..1",
      paramLabel = "PEER_ID",
      description = "the peer; without it, every peer that runs here")
  private Optional<String> id = Optional.empty();

  /** The peers meant, at least one. */
  List<LocalPeer> of(LocalPeers peers) throws IOException {
    var all = peers.all();
    if (all.isEmpty()) {
      throw new UserException(
          "no peer of yours runs here; start one with: p2c2g peer --coordinator ws://HOST:8765");
    }
    var meant = all.stream().filter(p -> id.isEmpty() || id.equals(p.status().peerId())).toList();
    if (meant.isEmpty()) {
      throw new UserException(
          "no peer named "
              + id.orElseThrow()
              + " runs here; there are: "
              + all.stream().map(p -> name(p.status())).collect(Collectors.joining(", ")));
    }
    return meant;
  }

  /** Says which peer it was. */
  static String name(LocalStatus status) {
    return status.peerId().orElse("(not named yet)");
  }
}
