package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.HEARTBEAT_TIMEOUT;
import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.TASK_TIMEOUT;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimerTest {
  private final Crowd crowd = new Crowd();

  private Optional<Long> armed(Event event) {
    return crowd.core.step(event, crowd.now).stream()
        .filter(Command.ArmTimer.class::isInstance)
        .map(c -> ((Command.ArmTimer) c).atNanos())
        .findAny();
  }

  @Test
  void armsTheHeartbeatOfAPeer() {
    assertThat(armed(new Event.PeerJoined("a", Crowd.lanes(1))))
        .contains(crowd.now + HEARTBEAT_TIMEOUT);
  }

  @Test
  void armsTheEndOfAnAttemptAndTheHeartbeatAgainAfterIt() {
    crowd.join("a", 1);
    long heartbeat = crowd.now + HEARTBEAT_TIMEOUT;
    assertThat(armed(new Event.TaskSubmitted(task("t")))).contains(crowd.now + TASK_TIMEOUT);
    assertThat(armed(Crowd.done("t", "a"))).contains(heartbeat);
  }

  @Test
  void armsADeadlineThatIsSoonerThanTheAttempt() {
    crowd.join("a", 1);
    assertThat(armed(new Event.TaskSubmitted(crowd.taskDueIn("t", 100))))
        .contains(crowd.now + 100 * MS);
  }

  @Test
  void armsOnlyWhenTheInstantChanges() {
    crowd.join("a", 2);
    assertThat(armed(new Event.TaskSubmitted(task("t")))).isPresent();
    crowd.now += MS;
    assertThat(armed(new Event.TaskSubmitted(task("u")))).isEmpty();
    assertThat(armed(new Event.PeerSeen("a", 0.5))).isEmpty();
  }

  @Test
  void armsTheSameInstantAgainAfterATimerThatCameEarly() {
    crowd.join("a", 1);
    long heartbeat = crowd.now + HEARTBEAT_TIMEOUT;
    crowd.now += MS;
    assertThat(armed(new Event.TimerDue())).contains(heartbeat);
  }

  @Test
  void armsNothingWhenNothingCanRunOut() {
    assertThat(armed(new Event.TaskSubmitted(task("t")))).isEmpty();
    Crowd endless =
        new Crowd(
            new SchedulerLimits(
                9, 9, 4, Long.MAX_VALUE, Long.MAX_VALUE, Set.of("upscale"), Crowd.CALM));
    assertThat(endless.core.step(new Event.PeerJoined("a", Crowd.lanes(1)), 5))
        .noneMatch(Command.ArmTimer.class::isInstance);
  }

  @Test
  void evictsAPeerAfterSilence() {
    crowd.join("a", 1);
    crowd.stepAfter(30_000, new Event.PeerSeen("a", 0.5));
    assertThat(armed(new Event.TimerDue())).contains(1_000 * MS + HEARTBEAT_TIMEOUT);
    crowd.now += 30_000 * MS;
    assertThat(armed(new Event.TimerDue())).contains(crowd.now + 30_000 * MS);
    assertThat(crowd.timerDueAfter(30_000))
        .containsExactly(new Command.EvictPeer("a", "silent for 60000 ms"));
    assertThat(crowd.core.snapshot().activePeers()).isZero();
  }

  @Test
  void countsAnIgnoredResultAsASignOfLife() {
    crowd.join("a", 1);
    crowd.stepAfter(30_000, Crowd.done("none", "a"));
    assertThat(crowd.timerDueAfter(59_999)).isEmpty();
    assertThat(crowd.timerDueAfter(1)).hasSize(1);
  }

  @Test
  void takesAnInstantBeforeTheLastStepAsThat() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.now -= 500 * MS;
    assertThat(crowd.succeed("t", "a")).containsExactly(Crowd.complete("t", "a", 1, 0, 0, 0));
  }

  @Test
  void worksOnAClockThatStartsBelowZero() {
    Crowd early = new Crowd();
    early.now = Long.MIN_VALUE + 1;
    early.join("a", 1);
    early.submit(task("t"));
    assertThat(early.timerDueAfter(5_000)).first().isEqualTo(Crowd.cancel("t", "a"));
  }
}
