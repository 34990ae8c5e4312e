package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.accept;
import static dev.p2c2g.scheduler.Crowd.assign;
import static dev.p2c2g.scheduler.Crowd.cancel;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final Crowd crowd = new Crowd();

  private static Crowd patient() {
    return new Crowd(
        new SchedulerLimits(10, 10, 4, 90_000 * MS, 60_000 * MS, Set.of("upscale"), Crowd.CALM));
  }

  @Test
  void reassignsToAPeerNotTriedYet() {
    crowd.join("a", 2);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    assertThat(crowd.fail("t", "a")).containsExactly(assign("t", "b", 2));
  }

  @Test
  void reassignsWhenThePeerLeaves() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    assertThat(crowd.leave("a")).containsExactly(assign("t", "b", 2));
  }

  @Test
  void reassignsWhenThePeerIsReplacedByANewConnection() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    assertThat(crowd.join("a", 1)).containsExactly(assign("t", "b", 2));
  }

  @Test
  void reassignsWhenTheAttemptTakesTooLong() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    assertThat(crowd.timerDueAfter(4_999)).isEmpty();
    assertThat(crowd.timerDueAfter(1)).containsExactly(cancel("t", "a"), assign("t", "b", 2));
  }

  @Test
  void reassignsWhenThePeerFallsSilent() {
    Crowd patient = patient();
    patient.join("a", 1);
    patient.submit(task("t"));
    patient.stepAfter(59_000, new Event.PeerJoined("b", Crowd.lanes(1)));
    assertThat(patient.timerDueAfter(1_000))
        .containsExactly(new Command.EvictPeer("a", "silent for 60000 ms"), assign("t", "b", 2));
  }

  @Test
  void waitsForAnUntriedPeerThatIsBusy() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.submit(task("u"));
    assertThat(crowd.fail("t", "a")).isEmpty();
    assertThat(crowd.succeed("u", "b")).last().isEqualTo(assign("t", "b", 2));
  }

  @Test
  void goesBackToATriedPeerWhenTheUntriedOneLeaves() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.submit(task("u"));
    crowd.fail("t", "a");
    // u lost b as well and comes after t; a was not tried for it, but t is first in the order
    assertThat(crowd.leave("b")).containsExactly(assign("t", "a", 2));
  }

  @Test
  void goesBackToATriedPeerWhenTheUntriedOneDrains() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    crowd.join("b", 1);
    crowd.submit(task("u"));
    crowd.fail("t", "a");
    assertThat(crowd.step(new Event.PeerDraining("b"))).containsExactly(assign("t", "a", 2));
  }

  @Test
  void retriesOnTheOnlyPeerThereIs() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    assertThat(crowd.fail("t", "a")).containsExactly(assign("t", "a", 2));
  }

  @Test
  void givesUpAfterFourAttemptsWithTheLastError() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    for (int i = 0; i < 3; i++) {
      crowd.fail("t", "a");
    }
    assertThat(crowd.stepAfter(7, Crowd.failed("t", "a", "no memory")))
        .containsExactly(
            new Command.Fail(
                "t",
                FailureCode.ATTEMPTS_EXHAUSTED,
                "4 attempts failed; the last: peer a: no memory",
                4,
                7 * MS));
    assertThat(crowd.core.snapshot().retries()).isEqualTo(3);
    assertThat(crowd.core.snapshot().failedTasks()).isEqualTo(1);
  }

  @Test
  void cutsLongErrorsShort() {
    crowd.join("a", 1);
    crowd.submit(task("t"));
    for (int i = 0; i < 3; i++) {
      crowd.fail("t", "a");
    }
    assertThat(crowd.step(Crowd.failed("t", "a", "x".repeat(10_000))))
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Fail.class, fail -> assertThat(fail.message()).hasSizeLessThan(400));
  }

  @Test
  void keepsItsPlaceInTheOrder() {
    crowd.join("a", 1);
    crowd.submit(task("first"));
    crowd.submit(task("second"));
    assertThat(crowd.fail("first", "a")).containsExactly(assign("first", "a", 2));
  }

  @Test
  void movesNoTaskToAPeerEvictedInTheSameInstant() {
    Crowd patient = patient();
    patient.join("a", 1);
    patient.submit(task("t"));
    patient.join("b", 1);
    assertThat(patient.timerDueAfter(60_000))
        .containsExactly(
            new Command.EvictPeer("a", "silent for 60000 ms"),
            new Command.EvictPeer("b", "silent for 60000 ms"));
    assertThat(patient.join("c", 1)).containsExactly(assign("t", "c", 2));
  }

  @Test
  void startsAtOnceOnAFreshPeerWhoJoins() {
    crowd.submit(task("t"));
    assertThat(crowd.join("a", 1)).containsExactly(assign("t", "a", 1));
    assertThat(crowd.submit(task("u"))).containsExactly(accept("u"));
  }
}
