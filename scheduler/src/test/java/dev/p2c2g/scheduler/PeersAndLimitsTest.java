package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PeersAndLimitsTest {
  private final Crowd crowd = new Crowd(Crowd.limits(2, 10));

  @Test
  void refusesAPeerTooMany() {
    crowd.join("a", 1);
    crowd.join("b", 1);
    assertThat(crowd.join("c", 1))
        .containsExactly(new Command.RejectPeer("c", "2 peers are connected; no more are allowed"));
    assertThat(crowd.core.snapshot().activePeers()).isEqualTo(2);
  }

  @Test
  void replacesAPeerEvenAtTheLimit() {
    crowd.join("a", 1);
    crowd.join("b", 1);
    assertThat(crowd.join("a", 3)).isEmpty();
    assertThat(crowd.core.snapshot().peers())
        .extracting(PeerRow::peerId, PeerRow::lanes)
        .containsExactly(tuple("b", 1), tuple("a", 3));
  }

  @Test
  void ignoresEventsOfUnknownPeers() {
    assertThat(crowd.leave("x")).isEmpty();
    assertThat(crowd.step(new Event.PeerSeen("x", 0))).isEmpty();
    assertThat(crowd.step(new Event.PeerDraining("x"))).isEmpty();
  }

  @Test
  void showsItselfInASnapshot() {
    crowd.join("a", 2);
    crowd.submit(task("done"));
    crowd.stepAfter(50, Crowd.done("done", "a"));
    crowd.submit(task("bad"));
    crowd.fail("bad", "a");
    crowd.submit(task("t"));
    crowd.submit(task("waiting"));
    crowd.step(new Event.PeerSeen("a", 0.75));
    double penalised = 4 * 25.0 * Crowd.MS;
    assertThat(crowd.core.snapshot())
        .isEqualTo(
            new SchedulerSnapshot(
                1,
                3,
                1,
                1,
                0,
                0,
                0,
                1,
                SchedulerSnapshot.Failover.NONE,
                List.of(
                    new PeerRow(
                        "a",
                        2,
                        2,
                        1,
                        1,
                        PeerState.ACTIVE,
                        0.75,
                        OptionalLong.empty(),
                        Map.of(new Kind("upscale", ""), penalised)))));
  }

  @Test
  void namesFieldValueAndRangeOfABadArgument() {
    assertRefused(() -> new SchedulerLimits(0, 1, 1, 1, 1, Set.of(), Crowd.CALM), "maxPeers is 0");
    assertRefused(
        () -> new SchedulerLimits(1, -1, 1, 1, 1, Set.of(), Crowd.CALM), "maxQueuedTasks is -1");
    assertRefused(
        () -> new SchedulerLimits(1, 1, 0, 1, 1, Set.of(), Crowd.CALM), "maxAttempts is 0");
    assertRefused(
        () -> new SchedulerLimits(1, 1, 1, 0, 1, Set.of(), Crowd.CALM), "taskTimeoutNanos is 0");
    assertRefused(
        () -> new SchedulerLimits(1, 1, 1, 1, 0, Set.of(), Crowd.CALM),
        "heartbeatTimeoutNanos is 0");
    assertRefused(() -> new PeerProfile(0, Set.of("x"), Set.of(), 1, false), "lanes is 0");
    assertRefused(() -> new PeerProfile(1, Set.of("x"), Set.of(), 0, false), "cpuCores is 0");
    assertRefused(() -> new PeerProfile(1, Set.of(), Set.of(), 1, false), "taskTypes is 0");
    assertRefused(() -> task("t", 10), "priority is 10");
    assertRefused(() -> task("t", -1), "priority is -1");
    assertRefused(() -> task(" "), "taskId is blank");
    for (double units : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          () -> Crowd.spec("t", "g", "x", 5, OptionalLong.empty(), units, Set.of()),
          "workUnits is " + units);
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
