package dev.p2c2g.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.SchedulingPolicy.AdmissionMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expectations, and what is refused because of them. */
class StrictAdmissionTest {
  private static LiveCrowd crowd(AdmissionMode mode) {
    LiveCrowd crowd =
        new LiveCrowd(
            SchedulingPolicy.DEFAULT.withAdmission(mode).withHedgeBudget(0).withSplitOverNanos(0));
    crowd.join("a");
    crowd.measure(20, 40);
    return crowd;
  }

  private static List<Command> submitDueIn(LiveCrowd crowd, String id, long ms) {
    OptionalLong deadline = OptionalLong.of(crowd.now + ms * LiveCrowd.MS);
    return crowd.submit(Crowd.spec(id, "g", "upscale", 5, deadline, 2, Set.of()));
  }

  @Test
  void tellsTheExpectedTime() {
    LiveCrowd crowd = crowd(AdmissionMode.BEST_EFFORT);
    Command.Accept accept =
        LiveCrowd.of(Command.Accept.class, submitDueIn(crowd, "t", 100)).getFirst();
    assertThat(accept.expectedNanos().orElseThrow() / LiveCrowd.MS).isBetween(35L, 45L);
  }

  @Test
  void expectsMoreTheMoreWait() {
    LiveCrowd crowd = crowd(AdmissionMode.BEST_EFFORT);
    for (int i = 0; i < 4; i++) {
      submitDueIn(crowd, "t" + i, 1_000);
    }
    Command.Accept accept =
        LiveCrowd.of(Command.Accept.class, submitDueIn(crowd, "last", 1_000)).getFirst();
    assertThat(accept.expectedNanos().orElseThrow() / LiveCrowd.MS).isBetween(150L, 250L);
  }

  @Test
  void refusesWhatItCannotDoInTimeAndSaysWhy() {
    LiveCrowd crowd = crowd(AdmissionMode.STRICT);
    assertThat(LiveCrowd.of(Command.Reject.class, submitDueIn(crowd, "t", 20)))
        .singleElement()
        .satisfies(r -> assertThat(r.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED))
        .satisfies(r -> assertThat(r.message()).startsWith("cannot meet the deadline: expected"));
    assertThat(LiveCrowd.of(Command.Accept.class, submitDueIn(crowd, "u", 100))).hasSize(1);
  }

  @Test
  void acceptsItAllTheSameWhereEffortIsEnough() {
    LiveCrowd crowd = crowd(AdmissionMode.BEST_EFFORT);
    assertThat(LiveCrowd.of(Command.Accept.class, submitDueIn(crowd, "t", 20))).hasSize(1);
  }

  @Test
  void dropsAWaitingTaskBeforeWorkIsSpentOnItInVain() {
    LiveCrowd crowd = crowd(AdmissionMode.STRICT);
    submitDueIn(crowd, "t", 1_000);
    submitDueIn(crowd, "waits", 130);
    crowd.pass(110);
    List<Command> commands = crowd.done("t", "a");
    assertThat(LiveCrowd.assigns(commands)).isEmpty();
    assertThat(LiveCrowd.of(Command.Fail.class, commands))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED));
  }
}
