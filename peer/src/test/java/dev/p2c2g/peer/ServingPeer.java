package dev.p2c2g.peer;

import dev.p2c2g.transport.ConnectFailedException;
import dev.p2c2g.transport.CoordinatorUrls;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A peer that serves on a thread of its own. */
final class ServingPeer implements AutoCloseable {
  private final PeerNode node;
  private final CompletableFuture<Optional<ConnectFailedException>> outcome =
      new CompletableFuture<>();

  ServingPeer(PeerConfig config) {
    node = new PeerNode(config);
    Thread.ofPlatform().name("serving-peer").daemon().start(this::run);
  }

  static PeerConfig config(URI url, String peerId, int lanes, String... taskTypes) {
    var defaults = PeerConfig.load(Map.of());
    return new PeerConfig(
        peerId,
        CoordinatorUrls.of(url),
        1_000,
        List.of(taskTypes),
        new PeerConfig.Resources(false, lanes, defaults.resources().maxPixels()),
        PeerConfig.Yielding.never(),
        defaults.logging());
  }

  static PeerConfig withAttempts(PeerConfig config, int attempts) {
    return new PeerConfig(
        config.peerId(),
        config.coordinatorUrl(),
        attempts,
        config.taskTypes(),
        config.resources(),
        config.yielding(),
        config.logging());
  }

  PeerNode node() {
    return node;
  }

  /** Waits for {@code run()} to end; why it gave up, or empty when it just ended. */
  Optional<ConnectFailedException> awaitEnd() {
    return outcome.copy().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    node.close();
    awaitEnd();
  }

  private void run() {
    try {
      node.run();
      outcome.complete(Optional.empty());
    } catch (ConnectFailedException e) {
      outcome.complete(Optional.of(e));
    } catch (InterruptedException | RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }
}
