package dev.p2c2g.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Answers to attempts that are over. */
class FencingTest {
  private final Crowd crowd = new Crowd();

  private List<Command> answer(String peerId, int attempt, Answer answer) {
    return crowd.step(new Event.ResultArrived("t", 0, peerId, attempt, answer));
  }

  private static Answer good() {
    return new Answer.Done(OptionalLong.empty(), 0, "");
  }

  @Test
  void ignoresTheAnswerToAnEarlierAttemptOnTheSamePeer() {
    crowd.join("a", 1);
    crowd.submit(Crowd.task("t"));
    crowd.fail("t", "a"); // goes back to a, as attempt 2
    assertThat(answer("a", 1, good())).containsExactly(new Command.IgnoreResult("t", 0, "a"));
    assertThat(answer("a", 1, new Answer.Failed("late")))
        .containsExactly(new Command.IgnoreResult("t", 0, "a"));
    assertThat(answer("a", 2, good())).anyMatch(Command.Complete.class::isInstance);
  }

  @Test
  void takesAnAnswerWithoutANumberAsTheOneItHolds() {
    crowd.join("a", 1);
    crowd.submit(Crowd.task("t"));
    crowd.fail("t", "a");
    assertThat(answer("a", 0, good())).anyMatch(Command.Complete.class::isInstance);
  }

  @Test
  void fencesOrphansByTheirNumberToo() {
    crowd.join("a", 1);
    crowd.submit(Crowd.task("t"));
    crowd.leave("a");
    crowd.join("b", 1); // attempt 2 runs there
    crowd.join("a", 1);
    assertThat(answer("a", 2, good())).containsExactly(new Command.IgnoreResult("t", 0, "a"));
    assertThat(answer("a", 1, good())).anyMatch(Command.Complete.class::isInstance);
  }
}
