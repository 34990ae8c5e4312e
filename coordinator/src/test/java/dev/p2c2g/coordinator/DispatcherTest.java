package dev.p2c2g.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerCore;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulingPolicy;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final long TIMEOUT = 3_000_000_000L;
  private static final PeerProfile ECHO = new PeerProfile(1, Set.of("echo"), Set.of(), 1, false);

  private long nowNanos = -5;
  private long pauseNanos;
  private final Metrics metrics = new Metrics();
  private final Dispatcher dispatcher =
      new Dispatcher(
          new SchedulerCore(
              new SchedulerLimits(
                  10, 10, 4, TIMEOUT, TIMEOUT, TaskRules.KNOWN_TYPES, SchedulingPolicy.DEFAULT)),
          Given.config(),
          metrics,
          () -> nowNanos += pauseNanos,
          Given.nobodyLooks(),
          Given.desk());

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void nothingIsDueOnceThereIsNothingToWaitFor() {
    var peer = new LocalPeer(() -> {});
    dispatcher.join("peer_a", ECHO, peer);
    assertThat(dispatcher.timerNanos()).hasValue(TIMEOUT - 5);
    dispatcher.leave("peer_a", peer, "gone");
    nowNanos += TIMEOUT;
    dispatcher.timerDue(0);
    assertThat(dispatcher.timerNanos()).as("or the loop would turn without a pause").isEmpty();
  }

  @Test
  void aPauseDoesNotLookLikeTheSilenceOfAPeerInside() {
    dispatcher.join("peer_a", ECHO, new LocalPeer(() -> {}));
    pauseNanos = 2 * TIMEOUT;
    dispatcher.timerDue(0);
    assertThat(dispatcher.snapshot().activePeers()).isEqualTo(1);
  }

  @Test
  void staysAwakeForWhatIsStillToCome() {
    dispatcher.join("peer_a", ECHO, new LocalPeer(() -> {}));
    nowNanos += TIMEOUT;
    dispatcher.timerDue(0);
    assertThat(dispatcher.timerNanos()).hasValue(nowNanos + TIMEOUT);
  }
}
