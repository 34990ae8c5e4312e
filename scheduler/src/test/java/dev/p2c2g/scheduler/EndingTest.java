package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.assign;
import static dev.p2c2g.scheduler.Crowd.cancel;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks that end without a result, and peers that drain. */
class EndingTest {
  private final Crowd crowd = new Crowd();

  private static Command.Fail cancelled(String taskId, int attempts) {
    return new Command.Fail(taskId, FailureCode.CANCELLED, "cancelled by its gamer", attempts, 0);
  }

  private static Command.Fail overdue(String taskId, int attempts, long totalNanos) {
    return new Command.Fail(
        taskId,
        FailureCode.DEADLINE_EXCEEDED,
        "the deadline passed before a result, after " + attempts + " attempts",
        attempts,
        totalNanos);
  }

  @Test
  void failsARunningTaskAtItsDeadlineAndFreesTheLane() {
    crowd.join("a", 1);
    crowd.submit(crowd.taskDueIn("t", 100));
    crowd.submit(task("next"));
    assertThat(crowd.timerDueAfter(99)).isEmpty();
    assertThat(crowd.timerDueAfter(1))
        .containsExactly(cancel("t", "a"), overdue("t", 1, 100 * MS), assign("next", "a", 1));
  }

  @Test
  void failsAQueuedTaskAtItsDeadline() {
    crowd.join("a", 1);
    crowd.submit(task("filler"));
    crowd.submit(crowd.taskDueIn("t", 100));
    assertThat(crowd.timerDueAfter(100)).containsExactly(overdue("t", 0, 100 * MS));
  }

  @Test
  void keepsADeadlineTaskOpenWhenItsLastCapablePeerLeaves() {
    crowd.join("a", 1);
    crowd.submit(crowd.taskDueIn("t", 100));
    crowd.submit(crowd.taskDueIn("u", 200));
    assertThat(crowd.leave("a")).isEmpty();
    assertThat(crowd.timerDueAfter(100)).containsExactly(overdue("t", 1, 100 * MS));
    assertThat(crowd.join("b", 1))
        .singleElement()
        .isInstanceOfSatisfying(Command.Assign.class, a -> assertThat(a.taskId()).isEqualTo("u"));
  }

  @Test
  void cancelsARunningTaskAndFreesTheLane() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.submit(task("next"));
    assertThat(crowd.step(new Event.TaskCancelled("t")))
        .containsExactly(cancel("t", "a"), cancelled("t", 1), assign("next", "a", 1));
    assertThat(crowd.core.snapshot().cancelledTasks()).isEqualTo(1);
    assertThat(crowd.core.snapshot().failedTasks()).isZero();
  }

  @Test
  void cancelsAQueuedTask() {
    crowd.submit(task("t"));
    assertThat(crowd.step(new Event.TaskCancelled("t"))).containsExactly(cancelled("t", 0));
    assertThat(crowd.join("a", 1)).isEmpty();
  }

  @Test
  void ignoresTheCancellationOfWhatIsNotOpen() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.succeed("t", "a");
    assertThat(crowd.step(new Event.TaskCancelled("t"))).isEmpty();
    assertThat(crowd.step(new Event.TaskCancelled("unknown"))).isEmpty();
  }

  @Test
  void failsEverythingThatIsOpenOnAbort() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.submit(task("u"));
    assertThat(crowd.step(new Event.Abort("stopping")))
        .containsExactly(
            cancel("t", "a"),
            new Command.Fail("t", FailureCode.INTERNAL, "stopping", 1, 0),
            new Command.Fail("u", FailureCode.INTERNAL, "stopping", 0, 0));
    assertThat(crowd.core.snapshot().pendingTasks()).isZero();
    assertThat(crowd.core.snapshot().failedTasks()).isEqualTo(2);
  }

  @Test
  void drainsAnIdlePeerAtOnceAndSaysSoOnce() {
    crowd.join("a", 1);
    assertThat(crowd.step(new Event.PeerDraining("a")))
        .containsExactly(new Command.PeerDrained("a"));
    assertThat(crowd.step(new Event.PeerDraining("a"))).isEmpty();
  }

  @Test
  void drainsABusyPeerWhenItsLastTaskEnds() {
    crowd.join("a", 3);
    crowd.submit(task("t"));
    crowd.submit(task("u"));
    assertThat(crowd.step(new Event.PeerDraining("a"))).isEmpty();
    crowd.succeed("t", "a");
    assertThat(crowd.step(new Event.TaskCancelled("u"))).contains(new Command.PeerDrained("a"));
  }

  @Test
  void givesADrainingPeerNothing() {
    crowd.join("a", 2);
    crowd.submit(task("t"));
    crowd.step(new Event.PeerDraining("a"));
    assertThat(crowd.submit(task("u"))).containsExactly(Crowd.accept("u"));
    assertThat(crowd.succeed("t", "a"))
        .contains(new Command.PeerDrained("a"))
        .noneMatch(Command.Assign.class::isInstance);
    assertThat(crowd.core.snapshot().peers())
        .extracting(SchedulerSnapshot.PeerRow::state)
        .containsExactly(SchedulerSnapshot.PeerState.DRAINED);
  }

  @Test
  void takesADrainedPeerBackWhenItJoinsAgain() {
    crowd.join("a", 1);
    crowd.step(new Event.PeerDraining("a"));
    crowd.submit(task("t"));
    assertThat(crowd.join("a", 1)).containsExactly(assign("t", "a", 1));
  }
}
