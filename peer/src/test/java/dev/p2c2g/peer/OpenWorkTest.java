package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.protocol.Json;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.TaskAssign;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OpenWorkTest {
  private static final String OLD = "old connection";
  private static final String NEW = "new connection";

  private final OpenWork work = new OpenWork(2);

  private static TaskAssign task(String id, int attempt) {
    return new TaskAssign(
        id, "echo", Payload.of(new byte[1]), Json.object(), attempt, OptionalLong.empty());
  }

  private Optional<String> next() throws InterruptedException {
    return work.next(0, TimeUnit.MILLISECONDS).map(TaskAssign::taskId);
  }

  @Test
  void refusesMoreThanItsBound() throws InterruptedException {
    assertThat(work.offer(task("a", 1), OLD)).isTrue();
    assertThat(work.offer(task("b", 1), OLD)).isTrue();
    assertThat(work.offer(task("c", 1), OLD)).isFalse();
    assertThat(work.size()).isEqualTo(2);

    assertThat(next()).contains("a");
    assertThat(work.offer(task("c", 1), OLD)).isTrue();
  }

  @Test
  void givesTasksOutInTheirOrderAndCountsThemUntilDone() throws InterruptedException {
    work.offer(task("a", 1), OLD);
    work.offer(task("b", 1), OLD);

    assertThat(next()).contains("a");
    assertThat(next()).contains("b");
    assertThat(next()).isEmpty();
    assertThat(work.size()).isEqualTo(2);
    work.done("a");
    assertThat(work.size()).isEqualTo(1);
  }

  @Test
  void cancellingATaskThatWaitsRemovesIt() throws InterruptedException {
    work.offer(task("a", 1), OLD);
    work.cancel("a");

    assertThat(next()).isEmpty();
    assertThat(work.size()).isZero();
  }

  @Test
  void cancellingATaskInALaneTurnsItsTokenAlone() throws InterruptedException {
    work.offer(task("a", 1), OLD);
    work.offer(task("b", 1), OLD);
    next();
    next();
    var a = work.cancelToken("a");
    var b = work.cancelToken("b");
    work.cancel("a");

    assertThat(a.getAsBoolean()).isTrue();
    assertThat(b.getAsBoolean()).isFalse();
  }

  @Test
  void aTaskOfTheCallersOwnIsNotCancelled() {
    assertThat(work.cancelToken("never offered").getAsBoolean()).isFalse();
  }

  @Test
  void aCancelledTaskThatComesAgainIsDoneAnew() throws InterruptedException {
    work.offer(task("a", 1), OLD);
    next();
    var first = work.cancelToken("a");
    work.cancel("a");

    assertThat(work.offer(task("a", 2), OLD)).isTrue();
    work.abandon("a");
    assertThat(next()).contains("a");
    assertThat(first.getAsBoolean()).isTrue();
    assertThat(work.cancelToken("a").getAsBoolean()).isFalse();
    assertThat(work.size()).isEqualTo(1);
  }

  @Test
  void aTaskInALaneIsNotDoneTwiceWhenItComesAgain() throws InterruptedException {
    work.offer(task("a", 1), OLD);
    next();
    work.dropWaiting(OLD);

    assertThat(work.offer(task("a", 2), NEW)).isTrue();
    assertThat(next()).isEmpty();
    assertThat(work.cancelToken("a").getAsBoolean()).isFalse();
  }

  @Test
  void aLostConnectionTakesOnlyItsOwnTasksThatHaveNotBegun() throws InterruptedException {
    work.offer(task("begun", 1), OLD);
    next();
    work.offer(task("waits", 1), OLD);
    work.offer(task("newer", 1), NEW);
    work.dropWaiting(OLD);

    assertThat(next()).contains("newer");
    assertThat(next()).isEmpty();
    assertThat(work.cancelToken("begun").getAsBoolean()).isFalse();
    assertThat(work.size()).isEqualTo(2);
  }

  @Test
  void aLaneThatIsQuickerThanTheNetworkFindsItsTaskWantedAndLeavesNothing() throws Exception {
    var tasks = 20_000;
    var cancelled =
        Background.run(() -> {
          var seen = 0;
          for (var done = 0; done < tasks; done++) {
            var taskId = work.next(10, TimeUnit.SECONDS).orElseThrow().taskId();
            seen += work.cancelToken(taskId).getAsBoolean() ? 1 : 0;
            work.done(taskId);
          }
          return seen;
        });
    for (var i = 0; i < tasks; i++) {
      while (!work.offer(task("task_" + i, 1), OLD)) {
        Thread.onSpinWait();
      }
    }

    assertThat(cancelled.get()).isZero();
    assertThat(work.size()).isZero();
  }

  @Test
  void cancellingAllLeavesNothingToBeginAndTellsTheLanes() throws InterruptedException {
    work.offer(task("begun", 1), OLD);
    next();
    var begun = work.cancelToken("begun");
    work.offer(task("waits", 1), OLD);
    work.cancelAll();

    assertThat(next()).isEmpty();
    assertThat(begun.getAsBoolean()).isTrue();
    work.abandon("begun");
    assertThat(work.size()).isZero();
  }
}
