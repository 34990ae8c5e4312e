package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.accept;
import static dev.p2c2g.scheduler.Crowd.assign;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Crowd crowd = new Crowd(Crowd.limits(100, 2));

  private static TaskSpec typed(String id, String type, OptionalLong deadline, String... features) {
    return Crowd.spec(id, "gamer", type, 5, deadline, 1, Set.of(features));
  }

  private static void assertRefused(List<Command> commands, FailureCode code) {
    assertThat(commands)
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Reject.class, reject -> assertThat(reject.code()).isEqualTo(code));
  }

  @Test
  void assignsAtOnceWhenALaneIsFree() {
    crowd.join("a", 1);
    assertThat(crowd.submit(task("t"))).containsExactly(accept("t"), assign("t", "a", 1));
  }

  @Test
  void passesTheDeadlineOn() {
    crowd.join("a", 1);
    TaskSpec due = crowd.taskDueIn("t", 100);
    assertThat(crowd.submit(due))
        .containsExactly(
            accept("t"), Crowd.assign("t", "a", 1, OptionalLong.of(crowd.now + 100 * MS)));
  }

  @Test
  void waitsWithoutADeadlineAndWithoutAPeer() {
    assertThat(crowd.submit(task("t"))).containsExactly(accept("t"));
    assertThat(crowd.core.snapshot().queuedTasks()).isEqualTo(1);
  }

  @Test
  void refusesATypeThatNobodyNames() {
    crowd.join("a", 1);
    assertRefused(
        crowd.submit(typed("t", "physics", OptionalLong.empty())),
        FailureCode.UNSUPPORTED_TASK_TYPE);
  }

  @Test
  void acceptsATypeThatOnlyAPeerNames() {
    PeerProfile physicist = new PeerProfile(1, Set.of("physics"), Set.of(), 4, false);
    crowd.step(new Event.PeerJoined("a", physicist));
    assertThat(crowd.submit(typed("t", "physics", OptionalLong.empty())))
        .containsExactly(accept("t"), assign("t", "a", 1));
    crowd.leave("a");
    assertRefused(
        crowd.submit(typed("u", "physics", OptionalLong.empty())),
        FailureCode.UNSUPPORTED_TASK_TYPE);
  }

  @Test
  void refusesADeadlineTaskThatNoPeerCouldRun() {
    assertRefused(crowd.submit(crowd.taskDueIn("t", 100)), FailureCode.NO_CAPABLE_PEER);
  }

  @Test
  void refusesADeadlineTaskWhoseFeatureNobodyHas() {
    crowd.join("a", 1);
    OptionalLong deadline = OptionalLong.of(crowd.now + MS);
    assertRefused(
        crowd.submit(typed("t", "upscale", deadline, "region")), FailureCode.NO_CAPABLE_PEER);
    PeerProfile able = new PeerProfile(1, Set.of("upscale"), Set.of("region"), 1, false);
    crowd.step(new Event.PeerJoined("b", able));
    assertThat(crowd.submit(typed("u", "upscale", deadline, "region")))
        .containsExactly(accept("u"), Crowd.assign("u", "b", 1, deadline));
  }

  @Test
  void refusesADeadlineTaskWhenOnlyDrainingPeersCouldRunIt() {
    crowd.join("a", 1);
    crowd.step(new Event.PeerDraining("a"));
    assertRefused(crowd.submit(crowd.taskDueIn("t", 100)), FailureCode.NO_CAPABLE_PEER);
  }

  @Test
  void acceptsADeadlineTaskWhileTheCapablePeerIsBusy() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    assertThat(crowd.submit(crowd.taskDueIn("u", 100))).containsExactly(accept("u"));
  }

  @Test
  void refusesWhenTheQueueIsFull() {
    crowd.submit(task("t"));
    crowd.submit(task("u"));
    assertRefused(crowd.submit(task("v")), FailureCode.QUEUE_FULL);
  }

  @Test
  void acceptsWithAFullQueueWhatCanStartAtOnce() {
    PeerProfile physicist = new PeerProfile(1, Set.of("physics"), Set.of(), 4, false);
    crowd.step(new Event.PeerJoined("a", physicist));
    crowd.submit(task("t"));
    crowd.submit(task("u"));
    assertThat(crowd.submit(typed("v", "physics", OptionalLong.empty())))
        .containsExactly(accept("v"), assign("v", "a", 1));
  }

  @Test
  void boundsTheQueueEvenWhenPeersKeepLeavingTheirTasksBehind() {
    PeerProfile physicist = new PeerProfile(1, Set.of("physics"), Set.of(), 4, false);
    for (int i = 0; i < 50; i++) {
      crowd.step(new Event.PeerJoined("busy" + i, physicist));
      crowd.submit(typed("busy" + i, "physics", OptionalLong.empty(), "unheard of"));
      crowd.submit(typed("t" + i, "physics", OptionalLong.empty()));
      crowd.leave("busy" + i);
    }
    assertThat(crowd.core.snapshot().queuedTasks()).isLessThanOrEqualTo(4);
  }

  @Test
  void refusesADeadlineThatHasPassed() {
    crowd.join("a", 1);
    assertRefused(crowd.submit(crowd.taskDueIn("t", 0)), FailureCode.DEADLINE_EXCEEDED);
  }

  @Test
  void refusesEverythingWhileShuttingDownButFinishesWhatIsOpen() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.submit(task("u"));
    assertThat(crowd.step(new Event.Draining())).isEmpty();
    assertThat(crowd.submit(task("v")))
        .containsExactly(new Command.Reject("v", FailureCode.INTERNAL, "shutting down"));
    assertThat(crowd.succeed("t", "a")).contains(assign("u", "a", 1));
  }

  @Test
  void neverCountsARefusedTask() {
    crowd.submit(crowd.taskDueIn("t", 100));
    assertThat(crowd.core.snapshot().pendingTasks()).isZero();
    assertThat(crowd.core.snapshot().failedTasks()).isZero();
  }

  @Test
  void throwsOnAnIdThatIsOpenAlready() {
    crowd.submit(task("t"));
    assertThatThrownBy(() -> crowd.submit(task("t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("taskId t");
  }

  @Test
  void allowsAnIdAgainOnceItsTaskHasEnded() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.succeed("t", "a");
    assertThat(crowd.submit(task("t"))).containsExactly(accept("t"), assign("t", "a", 1));
  }
}
