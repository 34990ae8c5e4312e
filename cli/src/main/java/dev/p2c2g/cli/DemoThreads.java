package dev.p2c2g.cli;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.security.CircleKey;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All in this process, talking over real sockets. */
final class DemoThreads implements DemoCrowd {
  private final Coordinator coordinator;
  private final List<CircleKey> sealKeys;
  private final List<PeerNode> peers;

  /**
   * @param sealKey of all peers, where frames are sealed
   */
  DemoThreads(int peerCount, int lanes, Optional<CircleKey> sealKey) {
    sealKeys = sealKey.stream().toList();
    coordinator =
        new Coordinator(
            CoordinatorConfig.load(Map.of())
                .withListenPort(0)
                .withoutMonitoring()
                .withoutAuthentication());
    coordinator.start();
    peers = IntStream.rangeClosed(1, peerCount).mapToObj(n -> start(n, lanes)).toList();
  }

  @Override
  public String url() {
    return "ws://127.0.0.1:" + coordinator.port();
  }

  @Override
  public void kill(int peer) {
    peers.get(peer - 1).crash();
  }

  @Override
  public void close() {
    peers.forEach(PeerNode::close);
    coordinator.close();
  }

  private PeerNode start(int number, int lanes) {
    var defaults = PeerConfig.defaults();
    // frames are this process's own, and no stranger's: nothing is gained by decoding them
    // elsewhere
    var resources = new PeerConfig.Resources(false, lanes, defaults.resources().maxPixels(), false);
    var peer =
        new PeerNode(
            new PeerConfig(
                    DemoCommand.PEER + number,
                    CoordinatorUrls.parse(url()),
                    defaults.reconnectAttempts(),
                    List.of("frame_upscale"),
                    resources,
                    PeerConfig.Yielding.never(),
                    defaults.logging())
                .withSealKeys(sealKeys));
    Thread.ofPlatform().daemon().name("demo-peer-" + number).start(() -> run(peer));
    return peer;
  }

  private static void run(PeerNode peer) {
    try {
      peer.run();
    } catch (ConnectFailedException e) {
      System.err.println("p2c2g: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
