package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.assign;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
  private final Crowd crowd = new Crowd();

  /** Joins one peer with one lane and lets it do all tasks; gives their order. */
  private List<String> orderOfWork() {
    List<String> order = new ArrayList<>();
    List<Command> commands = crowd.join("a", 1);
    while (commands.getLast() instanceof Command.Assign assign) {
      order.add(assign.taskId());
      commands = crowd.succeed(assign.taskId(), "a");
    }
    return order;
  }

  @Test
  void servesThePriorityNineFirst() {
    crowd.submit(task("low", 0));
    crowd.submit(task("high", 9));
    crowd.submit(task("middle", 5));
    assertThat(orderOfWork()).containsExactly("high", "middle", "low");
  }

  @Test
  void servesTheEarliestDeadlineFirstAndNoDeadlineLast() {
    crowd.join("busy", 1);
    crowd.submit(task("filler"));
    crowd.submit(task("none"));
    crowd.submit(crowd.taskDueIn("later", 500));
    crowd.submit(crowd.taskDueIn("soon", 100));
    assertThat(orderOfWork()).containsExactly("soon", "later", "none");
  }

  @Test
  void prefersPriorityToDeadline() {
    crowd.join("busy", 1);
    crowd.submit(task("filler"));
    crowd.submit(crowd.taskDueIn("soon", 100));
    crowd.submit(task("high", 6));
    assertThat(orderOfWork()).containsExactly("high", "soon");
  }

  @Test
  void servesEqualsInOrderOfSubmission() {
    for (String id : List.of("q", "c", "x", "a")) {
      crowd.submit(task(id));
    }
    assertThat(orderOfWork()).containsExactly("q", "c", "x", "a");
  }

  @Test
  void passesOverAHeadThatNoFreePeerCanTake() {
    crowd.submit(
        Crowd.spec("picky", "gamer", "upscale", 9, OptionalLong.empty(), 1, Set.of("region")));
    crowd.submit(task("easy", 0));
    assertThat(crowd.join("a", 1)).containsExactly(assign("easy", "a", 1));
  }

  @Test
  void dropsAStaleTaskInsteadOfAssigningIt() {
    crowd.join("busy", 1);
    crowd.submit(task("filler"));
    crowd.submit(crowd.taskDueIn("stale", 10));
    crowd.submit(task("fresh"));
    List<Command> commands = crowd.stepAfter(20, new Event.PeerJoined("a", Crowd.lanes(1)));
    assertThat(commands).hasSize(2).last().isEqualTo(assign("fresh", "a", 1));
    assertThat(commands.getFirst())
        .isInstanceOfSatisfying(
            Command.Fail.class,
            fail -> assertThat(fail.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
  }

  @Test
  void neverGivesAPeerMoreThanItsLanes() {
    crowd.join("a", 3);
    for (int i = 0; i < 5; i++) {
      crowd.submit(task("t" + i));
    }
    SchedulerSnapshot snapshot = crowd.core.snapshot();
    assertThat(snapshot.peers().getFirst().inFlight()).isEqualTo(3);
    assertThat(snapshot.queuedTasks()).isEqualTo(2);
  }

  @Test
  void assignNowFindsNothingThatWasNotPlacedAlready() {
    crowd.submit(task("t"));
    assertThat(crowd.step(new Event.AssignNow("t"))).isEmpty();
    assertThat(crowd.step(new Event.AssignNow("unknown"))).isEmpty();
    assertThat(crowd.core.snapshot().queuedTasks()).isEqualTo(1);
  }
}
