package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LocalCauseTest {
  @Test
  void namesTheCoordinatorsReason() {
    assertThat(LocalCause.of(new SubmitRefusedException("queue_full", "", OptionalLong.empty())))
        .isEqualTo(new LocalCause("refused.queue_full"));
    assertThat(LocalCause.failed(Optional.of("attempts_exhausted")).name())
        .isEqualTo("failed.attempts_exhausted");
    assertThat(LocalCause.failed(Optional.empty()).name()).isEqualTo("failed.internal");
    assertThat(LocalCause.of(new ConnectionLostException(""))).isEqualTo(LocalCause.DISCONNECTED);
    assertThat(LocalCause.of(new NoAnswerException(""))).isEqualTo(LocalCause.NO_ANSWER);
    assertThat(LocalCause.of(new UnopenedResultException("task_1", "")).name())
        .isEqualTo("failed.unopened_result");
  }

  @Test
  void codesOfOtherVersionsShareOneName() {
    assertThat(LocalCause.failed(Optional.of("made_up_1")))
        .isEqualTo(LocalCause.failed(Optional.of("made_up_2")));
    assertThat(LocalCause.refused("made_up").name()).isEqualTo("refused.other");
  }

  @Test
  void aDeadlineThatTheCoordinatorSawPassIsLate() {
    assertThat(LocalCause.failed(Optional.of("deadline_exceeded"))).isEqualTo(LocalCause.LATE);
  }
}
