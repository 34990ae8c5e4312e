package dev.p2c2g.benchmarks.security;

import dev.p2c2g.coordinator.Coordinator;
import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.gamer.DirectorySource;
import dev.p2c2g.gamer.FanOutSink;
import dev.p2c2g.gamer.GamerClient;
import dev.p2c2g.gamer.GamerSession;
import dev.p2c2g.gamer.SessionOptions;
import dev.p2c2g.gamer.SessionReport;
import dev.p2c2g.peer.PeerConfig;
import dev.p2c2g.peer.PeerNode;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.LocalTokens;
import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A coordinator that asks for tokens, with or without TLS, one peer, and gamers when wanted. */
final class Crowd implements AutoCloseable {
  private static final int FPS = 30;
  private static final int LANES = 2;

  private final Path folder;
  private final Coordinator coordinator;
  private final PeerNode peer;
  private final String url;

  Crowd(Path folder, boolean tls) {
    this.folder = folder;
    coordinator =
        new Coordinator(
            CoordinatorConfig.load(
                Map.of(
                    "P2C2G_COORDINATOR_LISTEN_PORT", "0",
                    "P2C2G_MONITORING_ENABLE", "false",
                    "P2C2G_CONNECTIONS_NEW_PER_SECOND_PER_ADDRESS", "1000000",
                    "P2C2G_SECURITY_DIRECTORY", folder.toString(),
                    "P2C2G_SECURITY_TLS", tls ? "on" : "off")));
    coordinator.start();
    url = coordinator.scheme() + "://127.0.0.1:" + coordinator.port();
    var defaults = PeerConfig.defaults();
    peer =
        new PeerNode(
            new PeerConfig(
                    "peer_a",
                    CoordinatorUrls.parse(url),
                    0,
                    List.of("frame_upscale"),
                    new PeerConfig.Resources(false, LANES, defaults.resources().maxPixels()),
                    PeerConfig.Yielding.never(),
                    defaults.logging())
                .withAccess(access(Role.PEER)));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  private void serve() {
    try {
      peer.run();
    } catch (ConnectFailedException e) {
      System.err.println("p2c2g: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI url() {
    return URI.create(url);
  }

  Access access(Role role) {
    var access = Access.none().withTokenFile(LocalTokens.file(folder, role));
    return coordinator.pin().map(pin -> access.withPins(Set.of(pin))).orElse(access);
  }

  void awaitPeer() throws InterruptedException {
    while (coordinator.getSystemStats().activePeers() < 1) {
      Thread.sleep(20);
    }
  }

  /** A gamer's session over the demo's clip. */
  SessionReport play(Duration length) throws Exception {
    try (var client = new GamerClient("bench")) {
      client.connect(url, access(Role.GAMER));
      var clip = Path.of(System.getProperty("p2c2g.home", "."), "demo", "clip");
      try (var frames = DirectorySource.open(clip, true);
          var sink = new FanOutSink(List.of());
          var session =
              new GamerSession(client, frames, sink, SessionOptions.at(FPS).withLength(length))) {
        return session.run(_ -> {});
      }
    }
  }

  @Override
  public void close() {
    peer.close();
    coordinator.close();
  }
}
