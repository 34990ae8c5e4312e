package dev.p2c2g.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LivenessTest {
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final Liveness liveness = new Liveness(now::get);

  private void pass(long ms) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  @Test
  void silenceCountsFromTheFirstQuestionWithoutAnAnswer() {
    liveness.asked();
    pass(700);
    liveness.asked();
    pass(300);

    assertThat(liveness.unansweredMs()).isEqualTo(1_000);
  }

  @Test
  void nobodyIsSilentWhoWasNotAsked() {
    pass(60_000);

    assertThat(liveness.unansweredMs()).isZero();
  }

  @Test
  void anyAnswerEndsTheSilence() {
    liveness.asked();
    pass(9_000);
    liveness.heard();
    pass(9_000);

    assertThat(liveness.unansweredMs()).isZero();

    liveness.asked();
    pass(40);
    assertThat(liveness.unansweredMs()).isEqualTo(40);
  }
}
