package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.assign;
import static dev.p2c2g.scheduler.Crowd.cancel;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LateResultTest {
  private final Crowd crowd = new Crowd();

  private static Command.IgnoreResult ignored(String taskId, String peerId) {
    return new Command.IgnoreResult(taskId, 0, peerId);
  }

  @Test
  void splitsTheTimeOfAResult() {
    crowd.submit(task("t"));
    crowd.stepAfter(3, new Event.PeerJoined("a", Crowd.lanes(1)));
    assertThat(crowd.stepAfter(10, Crowd.done("t", "a")))
        .containsExactly(Crowd.complete("t", "a", 1, 3 * MS, 10 * MS, 13 * MS));
  }

  @Test
  void countsALostAttemptAsTimeInTheQueue() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.stepAfter(40, new Event.PeerLeft("a", "killed"));
    assertThat(crowd.stepAfter(10, Crowd.done("t", "b")))
        .containsExactly(Crowd.complete("t", "b", 2, 40 * MS, 10 * MS, 50 * MS));
  }

  @Test
  void ignoresAResultForAnUnknownTask() {
    crowd.join("a", 1);
    assertThat(crowd.succeed("x", "a")).containsExactly(ignored("x", "a"));
    assertThat(crowd.core.snapshot().ignoredResults()).isEqualTo(1);
  }

  @Test
  void ignoresAResultFromAStranger() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    assertThat(crowd.succeed("t", "stranger")).containsExactly(ignored("t", "stranger"));
  }

  @Test
  void ignoresASecondResult() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.succeed("t", "a");
    assertThat(crowd.succeed("t", "a")).containsExactly(ignored("t", "a"));
    assertThat(crowd.core.snapshot().completedTasks()).isEqualTo(1);
  }

  @Test
  void ignoresAResultThatComesAfterTheAttemptTimedOut() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.timerDueAfter(5_000);
    assertThat(crowd.succeed("t", "a")).containsExactly(ignored("t", "a"));
    assertThat(crowd.fail("t", "a")).containsExactly(ignored("t", "a"));
  }

  @Test
  void ignoresAnOrphansResultWhileItsPeerIsAway() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.leave("a");
    assertThat(crowd.succeed("t", "a")).containsExactly(ignored("t", "a"));
  }

  @Test
  void takesAnOrphansResultWhenItsPeerIsBack() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.leave("a");
    crowd.stepAfter(5, new Event.PeerJoined("a", Crowd.lanes(1)));
    assertThat(crowd.stepAfter(5, Crowd.done("t", "a")))
        .containsExactly(cancel("t", "b"), Crowd.complete("t", "a", 2, 0, 10 * MS, 10 * MS));
    assertThat(crowd.core.snapshot().peers())
        .allSatisfy(row -> assertThat(row.inFlight()).isZero());
  }

  @Test
  void takesAnOrphansResultWhileTheTaskIsQueued() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.leave("a");
    crowd.submit(task("first", 9));
    crowd.join("a", 1);
    assertThat(crowd.succeed("t", "a")).containsExactly(Crowd.complete("t", "a", 1, 0, 0, 0));
    assertThat(crowd.core.snapshot().queuedTasks()).isZero();
  }

  @Test
  void ignoresAnOrphansFailure() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.leave("a");
    crowd.join("a", 1);
    assertThat(crowd.fail("t", "a")).containsExactly(ignored("t", "a"));
  }

  @Test
  void givesTheLaneOfACancelledWinnerToTheNextTask() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.leave("a");
    crowd.submit(task("next"));
    crowd.join("a", 1); // takes next
    crowd.submit(task("last"));
    assertThat(crowd.succeed("t", "a")).last().isEqualTo(assign("last", "b", 1));
  }

  @Test
  void deliversAResultThatBeatsTheTimerOfItsDeadline() {
    crowd.join("a", 1);
    crowd.submit(crowd.taskDueIn("t", 10));
    assertThat(crowd.stepAfter(11, Crowd.done("t", "a")))
        .containsExactly(Crowd.complete("t", "a", 1, 0, 11 * MS, 11 * MS));
  }
}
