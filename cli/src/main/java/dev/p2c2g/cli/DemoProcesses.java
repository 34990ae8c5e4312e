package dev.p2c2g.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Each in a JVM of its own; this one is the gamer's. */
final class DemoProcesses implements DemoCrowd {
  private final ChildJvm coordinator;
  private final String url;
  private final List<ChildJvm> peers = new ArrayList<>();

  DemoProcesses(int peerCount, int lanes) throws IOException {
    coordinator = ChildJvm.p2c2g("coordinator", "--port", "0", "--metrics-port", "0");
    var ready = coordinator.awaitLine("coordinator ready");
    url = ready.substring(ready.indexOf("ws://"));
    for (var number = 1; number <= peerCount; number++) {
      peers.add(
          ChildJvm.p2c2g(
              "peer",
              "--coordinator",
              url,
              "--id",
              DemoCommand.PEER + number,
              "--tasks",
              "frame_upscale",
              "--never-pause",
              "--lanes",
              Integer.toString(lanes)));
    }
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public void kill(int peer) {
    peers.get(peer - 1).kill();
  }

  @Override
  public void close() {
    peers.forEach(ChildJvm::close);
    coordinator.close();
  }
}
