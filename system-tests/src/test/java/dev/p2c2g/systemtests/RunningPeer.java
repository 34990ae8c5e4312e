package dev.p2c2g.systemtests;

import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.util.List;
import java.util.Optional;

/** A {@link PeerNode} that serves on a thread of its own until it is closed. */
final class RunningPeer implements AutoCloseable {
  private final PeerNode node;
  private final Thread thread;

  /** Starts to connect; does not wait for it. */
  RunningPeer(PeerConfig config) {
    node = new PeerNode(config);
    thread = Thread.ofPlatform().name("peer " + config.peerId()).start(this::serve);
  }

  /** Starts to connect to a coordinator of this machine; does not wait for it. */
  static RunningPeer start(int port, String peerId, int lanes, String... taskTypes) {
    return new RunningPeer(config(port, peerId, lanes, taskTypes));
  }

  static PeerConfig config(int port, String peerId, int lanes, String... taskTypes) {
    var defaults = PeerConfig.defaults();
    return new PeerConfig(
        peerId,
        CoordinatorUrls.parse("ws://127.0.0.1:" + port),
        5,
        List.of(taskTypes),
        new PeerConfig.Resources(false, lanes, defaults.resources().maxPixels()),
        PeerConfig.Yielding.never(),
        defaults.logging());
  }

  PeerNode node() {
    return node;
  }

  Optional<String> peerId() {
    return node.peerId();
  }

  private void serve() {
    try {
      node.run();
    } catch (ConnectFailedException e) {
      System.getLogger("test").log(System.Logger.Level.INFO, "peer gave up: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    node.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
