package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.benchmarks.scheduling.Child;
import dev.p2c2g.cli.Main;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.ApiKeyFile;
import dev.p2c2g.security.LocalAccess;
import dev.p2c2g.security.LocalTokens;
import dev.p2c2g.security.OwnCertificates;
import dev.p2c2g.security.Pem;
import dev.p2c2g.security.Pin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator with TLS and tokens and otherwise as it comes, and peers that upscale: a process
 * each.
 */
final class GuardedCrowd implements AutoCloseable {
  private static final String READY = "coordinator ready on ";
  private static final int SECONDS_TO_START = 60;
  private static final int POLL_MS = 100;

  private final Path folder;
  private final Child coordinator;
  private final List<Child> peers = new ArrayList<>();
  private final String url;
  private final Counters counters;

  /**
   * Starts it, and waits until the peers are there.
   *
   * @param folder for its keys and certificates
   */
  GuardedCrowd(Path folder, int peerCount) throws Exception {
    this.folder = folder;
    var metricsPort = freePort();
    var ready = new CompletableFuture<String>();
    coordinator = start(line -> hear(line, ready), coordinator(metricsPort));
    var _ =
        coordinator
            .endNanos()
            .thenRun(() -> ready.completeExceptionally(new IOException("the coordinator ended")));
    try {
      url = ready.get(SECONDS_TO_START, TimeUnit.SECONDS);
      counters = new Counters(metricsPort);
      for (var n = 1; n <= peerCount; n++) {
        peers.add(start(_ -> {}, peer("peer_" + n)));
      }
      awaitPeers(peerCount);
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private Child start(java.util.function.Consumer<String> onLine, List<String> arguments)
      throws IOException {
    var environment = Map.of(LocalAccess.FOLDER_VARIABLE, folder.toString());
    return Child.start(
        onLine,
        new Child.Setting(List.of(), environment, List.of()),
        Main.class.getName(),
        arguments);
  }

  private List<String> coordinator(int metricsPort) throws IOException {
    var config = folder.resolve("coordinator.yml");
    Files.writeString(config, "security:\n  tls: on\n");
    return List.of(
        "coordinator",
        "--config",
        config.toString(),
        "--port",
        "0",
        "--metrics-port",
        Integer.toString(metricsPort));
  }

  private List<String> peer(String name) {
    return List.of(
        "peer",
        "--coordinator",
        url,
        "--id",
        name,
        "--tasks",
        "frame_upscale",
        "--lanes",
        "2",
        "--never-pause");
  }

  private static void hear(String line, CompletableFuture<String> ready) {
    if (line.startsWith(READY)) {
      ready.complete(line.substring(READY.length()));
    }
  }

  private void awaitPeers(int count) throws Exception {
    var endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (counters.read().getOrDefault("p2c2g_peers", 0.0) < count) {
      if (System.nanoTime() > endNanos) {
        throw new IOException("the peers did not come within " + SECONDS_TO_START + " s");
      }
      Thread.sleep(POLL_MS);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return url;
  }

  int port() {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  Counters counters() {
    return counters;
  }

  /** A gamer's token that is good from half a second after now on. */
  String gamerToken(String subject) throws IOException {
    var keys = new ApiKeyFile(folder.resolve("api-keys.json"));
    return keys.issue(Role.GAMER, subject, Optional.empty()).token();
  }

  /** As a gamer of this machine's own user. */
  Access access() throws IOException {
    var authority = Pem.certificates(new OwnCertificates(folder).authority()).getFirst();
    return Access.none()
        .withTokenFile(LocalTokens.file(folder, Role.GAMER))
        .withPins(Set.of(Pin.of(authority)));
  }

  Duration coordinatorTime() {
    return coordinator.processorTime();
  }

  Duration peersTime() {
    return peers.stream().map(Child::processorTime).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    peers.forEach(Child::close);
    coordinator.close();
  }
}
