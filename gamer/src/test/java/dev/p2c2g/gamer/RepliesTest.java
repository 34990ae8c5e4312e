package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Payload;
import dev.p2c2g.protocol.Stats;
import dev.p2c2g.protocol.TaskAccepted;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final long LONG_MS = 60_000;

  private final List<String> cancelled = new ArrayList<>();
  private final Replies replies = new Replies();

  @Test
  void matchesAnswersToRequestsInAnyOrder() throws Exception {
    TaskHandle first = expect("r1");
    TaskHandle second = expect("r2");
    replies.received(new TaskAccepted("r2", "task_b"));
    replies.received(result("r2", "task_b"));
    replies.received(new TaskAccepted("r1", "task_a"));

    assertThat(second.taskId().join()).isEqualTo("task_b");
    assertThat(second.result().join().taskId()).isEqualTo("task_b");
    assertThat(first.taskId().join()).isEqualTo("task_a");
    assertThat(first.result()).isNotDone();
  }

  @Test
  void aResultAlsoTellsTheTaskIdWhenTheAcceptanceWasNotSeen() {
    TaskHandle handle = expect("r1");
    replies.received(result("r1", "task_a"));
    assertThat(handle.taskId().join()).isEqualTo("task_a");
  }

  @Test
  void keepsWhatTheCoordinatorExpectsAndWhenThatWasHeard() {
    TaskHandle handle = expect("r1");
    assertThat(handle.acceptance()).isEmpty();
    long beforeNanos = System.nanoTime();
    replies.received(new TaskAccepted("r1", "task_a", OptionalDouble.of(41.5)));

    Acceptance said = handle.acceptance().orElseThrow();
    assertThat(said.taskId()).isEqualTo("task_a");
    assertThat(said.expectedMs()).hasValue(41.5);
    assertThat(said.heardNanos() - beforeNanos).isNotNegative();
  }

  @Test
  void aRefusalBringsCodeMessageAndWhenToRetry() {
    TaskHandle handle = expect("r1");
    replies.received(
        new ErrorMessage(
            "rate_limited", "slower", Optional.of("r1"), Optional.empty(), OptionalLong.of(120)));

    assertThatThrownBy(() -> Answers.require(handle.result(), LONG_MS))
        .isInstanceOfSatisfying(
            SubmitRefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("rate_limited");
              assertThat(e).hasMessageContaining("slower");
              assertThat(e.retryAfterMs()).hasValue(120);
            });
    assertThat(handle.taskId()).isCompletedExceptionally();
  }

  @Test
  void completesOnceHoweverOftenAnAnswerComes() {
    TaskHandle handle = expect("r1");
    replies.received(result("r1", "task_a"));
    replies.received(result("r1", "task_b"));
    replies.closed(1006, "");
    assertThat(handle.result().join().taskId()).isEqualTo("task_a");
  }

  @Test
  void ignoresAnswersToStrangers() {
    TaskHandle handle = expect("r1");
    replies.received(result("r9", "task_z"));
    replies.received(new TaskAccepted("r9", "task_z"));
    assertThat(handle.taskId()).isNotDone();
    assertThat(handle.result()).isNotDone();
  }

  @Test
  void failsEverythingOpenWhenTheConnectionEnds() {
    TaskHandle handle = expect("r1");
    CompletableFuture<Stats> stats = replies.expectStats();
    replies.closed(1001, "bye");

    assertThatThrownBy(() -> Answers.require(handle.result(), LONG_MS))
        .isInstanceOf(ConnectionLostException.class)
        .hasMessageContaining("1001: bye");
    assertThatThrownBy(() -> Answers.require(stats, LONG_MS))
        .isInstanceOf(ConnectionLostException.class);
    assertThat(replies.lost().join()).contains("bye");
  }

  @Test
  void failsAtOnceWhatIsAskedAfterTheEnd() {
    replies.closed(1006, "");
    assertThat(expect("r1").result()).isCompletedExceptionally();
    assertThat(replies.expectStats()).isCompletedExceptionally();
  }

  @Test
  void countsATaskAsUnansweredAfterItsTime() {
    replies.watch();
    TaskHandle handle = replies.expect("r1", 1, cancelled::add, ResultReader.PLAIN);
    assertThatThrownBy(() -> Answers.require(handle.result(), LONG_MS))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("r1");
  }

  @Test
  void boundsOpenTasksAndOpensPlacesAgain() {
    List<TaskHandle> handles =
        IntStream.range(0, Replies.MAX_OPEN).mapToObj(i -> expect("r" + i)).toList();
    assertThat(handles).noneMatch(h -> h.result().isDone());
    assertThatThrownBy(() -> Answers.require(expect("more").result(), LONG_MS))
        .isInstanceOfSatisfying(
            SubmitRefusedException.class, e -> assertThat(e.code()).isEqualTo("rate_limited"));

    replies.received(result("r7", "task_a"));
    assertThat(expect("again").result()).isNotDone();
  }

  @Test
  void boundsOpenRequestsForStatistics() {
    IntStream.range(0, Replies.MAX_STATS)
        .forEach(_ -> assertThat(replies.expectStats()).isNotDone());
    assertThat(replies.expectStats()).isCompletedExceptionally();
  }

  @Test
  void givesStatisticsToWhoHasWaitedLongest() {
    CompletableFuture<Stats> first = replies.expectStats();
    CompletableFuture<Stats> second = replies.expectStats();
    replies.received(new Stats(3, 0, 41, 0));
    assertThat(first).isCompletedWithValue(new Stats(3, 0, 41, 0));
    assertThat(second).isNotDone();
  }

  @Test
  void cancelsAnAcceptedTaskAndLaterOneThatIsNotYet() {
    TaskHandle accepted = expect("r1");
    replies.received(new TaskAccepted("r1", "task_a"));
    accepted.cancel();
    TaskHandle early = expect("r2");
    early.cancel();
    assertThat(cancelled).containsExactly("task_a");
    replies.received(new TaskAccepted("r2", "task_b"));
    assertThat(cancelled).containsExactly("task_a", "task_b");
  }

  @Test
  void doesNotCancelATaskThatHasEnded() {
    TaskHandle handle = expect("r1");
    replies.received(result("r1", "task_a"));
    handle.cancel();
    assertThat(cancelled).isEmpty();
  }

  @Test
  void waitsNoLongerThanAsked() throws Exception {
    assertThat(Answers.await(expect("r1").result(), Duration.ofMillis(1))).isEmpty();
  }

  private TaskHandle expect(String requestId) {
    return replies.expect(requestId, LONG_MS, cancelled::add, ResultReader.PLAIN);
  }

  private static TaskResult result(String requestId, String taskId) {
    return new TaskResult(
        taskId,
        new TaskResult.Success(Payload.of(new byte[] {1}), 1, "cubic"),
        Optional.of("peer_a"),
        Optional.of(new TaskResult.Delivery(requestId, 1, new Timings(0, 1, 1))));
  }
}
