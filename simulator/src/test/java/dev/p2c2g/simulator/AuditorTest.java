package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.scheduler.Answer;
import dev.p2c2g.scheduler.Choice;
import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.Event;
import dev.p2c2g.scheduler.FailureCode;
import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulerSnapshot;
import dev.p2c2g.scheduler.SchedulingPolicy;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An auditor that cannot fail would be worth nothing: each rule is broken once, by hand. */
class AuditorTest {
  private static final SchedulerLimits LIMITS =
      new SchedulerLimits(
          8,
          2,
          SchedulerLimits.DEFAULT_MAX_ATTEMPTS,
          5_000_000_000L,
          3_000_000_000L,
          Set.of("upscale"),
          SchedulingPolicy.DEFAULT);

  private final Auditor auditor = new Auditor(LIMITS, Integer.MAX_VALUE);
  private long now;

  @BeforeEach
  void twoPeersOfOneLane() {
    step(joined("a"));
    step(joined("b"));
  }

  @Test
  void letsAnOrdinaryTaskPass() {
    assertThatCode(
            () -> {
              step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
              now = 7;
              step(done("t", "a", 1), complete("t", "a", 1, 7));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void noticesASecondOutcome() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    broken(
        "outcomes",
        () -> step(done("t", "a", 1), complete("t", "a", 1, 0), complete("t", "a", 1, 0)));
  }

  @Test
  void noticesAMissingOutcome() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    broken("outcomes", () -> step(done("t", "a", 1)));
  }

  @Test
  void noticesAnUnansweredSubmission() {
    broken("outcomes", () -> step(submitted("t", 5)));
  }

  @Test
  void noticesAResultOfAnAttemptThatIsOver() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    step(failed("t", "a", 1), assign("t", "b", 2, Why.RETRY));
    broken(
        "fencing",
        () ->
            step(
                done("t", "a", 1),
                new Command.CancelOnPeer("t", 0, "b"),
                complete("t", "a", 2, 0)));
  }

  @Test
  void noticesThatAGoodResultWasIgnored() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    broken("fencing", () -> step(done("t", "a", 1), new Command.IgnoreResult("t", 0, "a")));
  }

  @Test
  void takesTheResultOfAPeerThatCameBack() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    step(new Event.PeerLeft("a", "gone"), assign("t", "b", 2, Why.RETRY));
    step(joined("a"));
    assertThatCode(() ->
            step(
                done("t", "a", 1), new Command.CancelOnPeer("t", 0, "b"), complete("t", "a", 2, 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void noticesAForgottenCancel() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    broken("cancel", () -> step(new Event.TaskCancelled("t"), fail("t", FailureCode.CANCELLED, 1)));
  }

  @Test
  void noticesAFifthAttempt() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    step(failed("t", "a", 1), assign("t", "b", 2, Why.RETRY));
    step(failed("t", "b", 2), assign("t", "a", 3, Why.RETRY));
    step(failed("t", "a", 3), assign("t", "b", 4, Why.RETRY));
    broken("attempts", () -> step(failed("t", "b", 4), assign("t", "a", 5, Why.RETRY)));
  }

  @Test
  void noticesARetryOnATriedPeerWhileAnotherIsThere() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    broken("choice", () -> step(failed("t", "a", 1), assign("t", "a", 2, Why.RETRY)));
  }

  @Test
  void noticesTooMuchOnOnePeer() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    step(submitted("u", 5), accept("u"), assign("u", "a", 1, Why.FIRST_TRY));
    broken("lanes", () -> step(submitted("v", 5), accept("v"), assign("v", "a", 1, Why.FIRST_TRY)));
  }

  @Test
  void noticesThatALowPriorityGoesFirst() {
    step(submitted("low", 2), accept("low"));
    step(submitted("high", 7), accept("high"));
    now = 10;
    broken("priority", () -> step(new Event.TimerDue(), assign("low", "a", 1, Why.FIRST_TRY)));
  }

  @Test
  void letsALowPriorityGoFirstOnceItHasRisen() {
    step(submitted("low", 2), accept("low"));
    step(submitted("high", 7), accept("high"));
    now = 5 * LIMITS.policy().agingNanos();
    assertThatCode(() -> step(new Event.TimerDue(), assign("low", "a", 1, Why.FIRST_TRY)))
        .doesNotThrowAnyException();
  }

  @Test
  void noticesAnEndlessQueue() {
    for (int i = 0; i < 10; i++) {
      step(submitted("t" + i, 5), accept("t" + i));
    }
    broken("bounds", () -> step(submitted("t10", 5), accept("t10")));
  }

  @Test
  void noticesWorkForASuspectedPeer() {
    step(submitted("t", 5), accept("t"), assign("t", "a", 1, Why.FIRST_TRY));
    now = 100_000_000;
    step(new Event.TimerDue(), new Command.PeerSuspected("a", now));
    broken(
        "choice", () -> step(submitted("u", 5), accept("u"), assign("u", "a", 1, Why.FIRST_TRY)));
  }

  @Test
  void noticesMoreHedgesThanTheBudgetAllows() {
    broken(
        "hedge",
        () -> {
          for (int i = 0; i < 20; i++) {
            String id = "t" + i;
            step(submitted(id, 5), accept(id), assign(id, "a", 1, Why.FIRST_TRY));
            step(new Event.TimerDue(), assign(id, "b", 2, Why.HEDGE_SLOW));
            step(done(id, "b", 2), new Command.CancelOnPeer(id, 0, "a"), complete(id, "b", 2, 0));
          }
        });
  }

  @Test
  void noticesThatATaskIsLost() {
    Auditor strict = new Auditor(LIMITS, 1);
    SchedulerSnapshot idle =
        new SchedulerSnapshot(
            1, 1, 1, 0, 0, 0, 0, 0, SchedulerSnapshot.Failover.NONE, List.of(idleRow("a")));
    broken(
        "lost",
        () -> {
          strict.check(
              joined("a"),
              0,
              List.of(),
              () ->
                  new SchedulerSnapshot(
                      1,
                      0,
                      0,
                      0,
                      0,
                      0,
                      0,
                      0,
                      SchedulerSnapshot.Failover.NONE,
                      List.of(idleRow("a"))));
          strict.check(submitted("t", 5), 0, List.of(accept("t")), () -> idle);
        });
  }

  private static void broken(String rule, ThrowingCallable steps) {
    assertThatThrownBy(steps).isInstanceOf(Violation.class).hasMessageStartingWith(rule + ":");
  }

  private void step(Event event, Command... answers) {
    auditor.check(
        event,
        now,
        List.of(answers),
        () -> {
          throw new AssertionError("nobody asked for a snapshot");
        });
  }

  private static SchedulerSnapshot.PeerRow idleRow(String peerId) {
    return new SchedulerSnapshot.PeerRow(
        peerId, 1, 0, 0, 0, SchedulerSnapshot.PeerState.ACTIVE, 0, OptionalLong.empty(), Map.of());
  }

  private static Event joined(String peerId) {
    return new Event.PeerJoined(peerId, new PeerProfile(1, Set.of("upscale"), Set.of(), 1, false));
  }

  private static Event submitted(String taskId, int priority) {
    return new Event.TaskSubmitted(
        new TaskSpec(
            taskId,
            "g",
            new Kind("upscale", ""),
            priority,
            OptionalLong.empty(),
            1,
            1,
            Set.of(),
            Optional.empty()));
  }

  private static Event done(String taskId, String peerId, int attempt) {
    return new Event.ResultArrived(
        taskId, 0, peerId, attempt, new Answer.Done(OptionalLong.empty(), 1, ""));
  }

  private static Event failed(String taskId, String peerId, int attempt) {
    return new Event.ResultArrived(taskId, 0, peerId, attempt, new Answer.Failed("broken"));
  }

  private static Command accept(String taskId) {
    return new Command.Accept(taskId, OptionalLong.empty());
  }

  private static Command assign(String taskId, String peerId, int attempt, Why why) {
    return new Command.Assign(
        taskId,
        Part.WHOLE,
        peerId,
        attempt,
        OptionalLong.empty(),
        new Choice(why, List.of(), List.of(), 1));
  }

  private static Command complete(String taskId, String peerId, int attempts, long totalNanos) {
    return new Command.Complete(
        taskId, peerId, 1, attempts, 0, totalNanos, OptionalLong.empty(), totalNanos);
  }

  private static Command fail(String taskId, FailureCode code, int attempts) {
    return new Command.Fail(taskId, code, "so", attempts, 0);
  }
}
