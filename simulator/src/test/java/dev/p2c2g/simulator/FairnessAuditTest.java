package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.scheduler.SchedulerLimits;
import dev.p2c2g.scheduler.SchedulingPolicy;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FairnessAuditTest {
  private final Auditor auditor =
      new Auditor(
          new SchedulerLimits(
              8, 100, 4, 1_000_000_000, 1_000_000_000, Set.of(), SchedulingPolicy.DEFAULT),
          Integer.MAX_VALUE);
  private final FairnessAudit fairness = new FairnessAudit(auditor);
  private final AuditedPiece first = piece("first");
  private final AuditedPiece second = piece("second");

  @BeforeEach
  void bothWait() {
    auditor.now = 0;
    auditor.queue.enter(first, 0);
    auditor.queue.enter(second, 0);
    fairness.check();
    auditor.now = 5 * VirtualTime.SECOND;
  }

  @Test
  void noticesThatOneIsServedMuchMore() {
    auditor.queue.lineOf(first).served = 60;
    auditor.queue.lineOf(second).served = 5;
    assertThatThrownBy(fairness::check)
        .isInstanceOf(Violation.class)
        .hasMessageStartingWith("fairness: first was served 60.0, second beside it");
  }

  @Test
  void acceptsTurns() {
    auditor.queue.lineOf(first).served = 60;
    auditor.queue.lineOf(second).served = 59;
    assertThatCode(fairness::check).doesNotThrowAnyException();
  }

  @Test
  void comparesOnlyWhoWaitedAllTheTime() {
    auditor.queue.leave(second);
    auditor.queue.enter(second, auditor.now);
    auditor.queue.lineOf(first).served = 60;
    assertThatCode(fairness::check).doesNotThrowAnyException();
  }

  private static AuditedPiece piece(String gamerId) {
    return new AuditedTask(Frames.batch(gamerId + "-1", gamerId, 3, 1), 0).pieces.getFirst();
  }
}
