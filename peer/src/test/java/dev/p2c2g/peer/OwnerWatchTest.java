package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.PeerPause;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class OwnerWatchTest {
  private static final WeeklySpan ALWAYS = WeeklySpan.parse("mon-sun 00:00-24:00");

  private volatile Instant now = Instant.EPOCH;

  /** A clock that stands where the test puts it. */
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException("always UTC");
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private static PeerConfig withYielding(PeerConfig config, PeerConfig.Yielding yielding) {
    return new PeerConfig(
        config.peerId(),
        config.coordinatorUrl(),
        config.reconnectAttempts(),
        config.taskTypes(),
        config.resources(),
        yielding,
        config.logging());
  }

  @Test
  void pausesThroughTheOwnersHours() {
    try (var peer = new PeerNode(PeerConfig.defaults())) {
      var hours = new OwnersHours(List.of(WeeklySpan.parse("mon 18:00-23:30")), clock);
      now = Instant.parse("2026-01-05T17:59:59Z");
      OwnerWatch.apply(hours, peer);
      assertThat(peer.pauseReasons()).isEmpty();
      now = Instant.parse("2026-01-05T18:00:00Z");
      OwnerWatch.apply(hours, peer);
      assertThat(peer.pauseReasons()).containsExactly("its owner's hours: mon 18:00-23:30");
      now = Instant.parse("2026-01-05T23:30:00Z");
      OwnerWatch.apply(hours, peer);
      assertThat(peer.pauseReasons()).isEmpty();
    }
  }

  @Test
  void theOwnersWordAndAWishAreTakenBackApart() {
    try (var peer = new PeerNode(PeerConfig.defaults())) {
      now = Instant.parse("2026-01-05T18:00:00Z");
      OwnerWatch.apply(new OwnersHours(List.of(ALWAYS), clock), peer);
      peer.pause("its owner paused it");
      peer.resume();
      assertThat(peer.pauseReasons()).containsExactly("its owner's hours: " + ALWAYS.text());
      peer.pause("its owner paused it");
      OwnerWatch.apply(new OwnersHours(List.of(), clock), peer);
      assertThat(peer.pauseReasons()).containsExactly("its owner paused it");
    }
  }

  @Test
  void watchesForWhatTheConfigurationNamesAlone() {
    assertThat(OwnerWatch.wishes(PeerConfig.Yielding.never())).isEmpty();
    assertThat(
            OwnerWatch.wishes(new PeerConfig.Yielding(List.of(ALWAYS), false, List.of("chess")))
                .stream()
                .map(OwnerWish::name))
        .containsExactly("schedule", "programs");
  }

  @Test
  void aPeerThatStartsInItsOwnersHoursBeginsPaused() throws Exception {
    var yielding = new PeerConfig.Yielding(List.of(ALWAYS), false, List.of());
    try (var coordinator = new FakeCoordinator();
        var _ =
            new ServingPeer(
                withYielding(
                    ServingPeer.config(coordinator.url(), "peer_a", 1, "echo"), yielding))) {
      var pause = coordinator.welcome().next(PeerPause.class);
      assertThat(pause.reason()).isEqualTo(Optional.of("its owner's hours: " + ALWAYS.text()));
    }
  }
}
