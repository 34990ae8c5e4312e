package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.PeerRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link PeerNode#close} and {@link PeerNode#crash} at whatever moment they come. */
@Timeout(30)
final class PeerEndsTest {
  private static ServingPeer peer(FakeCoordinator coordinator, int attempts) {
    var config = ServingPeer.config(coordinator.url(), "peer_a", 2, "gate");
    return new ServingPeer(ServingPeer.withAttempts(config, attempts));
  }

  @Test
  void closingWhileItWaitsToTryAgainEndsIt() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1_000)) {
      coordinator.welcome().cut();
      coordinator.stop();
      peer.node().close();

      assertThat(peer.awaitEnd()).isEmpty();
    }
  }

  @Test
  void closingWhileTheCoordinatorHasNotAnsweredEndsIt() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 0)) {
      var connection = coordinator.accept();
      connection.next(PeerRegister.class);
      connection.freeze();
      peer.node().close();

      assertThat(peer.awaitEnd()).isEmpty();
    }
  }

  @Test
  void closingEndsItEvenWhenTheCoordinatorSaysNoGoodbye() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1_000)) {
      var connection = coordinator.welcome();
      connection.next(Heartbeat.class);
      connection.freeze();
      peer.node().close();

      assertThat(peer.awaitEnd()).isEmpty();
    }
  }

  @Test
  void aCrashSaysNoGoodbye() throws Exception {
    try (var coordinator = new FakeCoordinator();
        var peer = peer(coordinator, 1_000)) {
      var connection = coordinator.welcome();
      connection.next(Heartbeat.class);
      peer.node().crash();

      assertThat(connection.awaitClosed()).isEqualTo(1_006);
      assertThat(peer.awaitEnd()).isEmpty();
    }
  }
}
