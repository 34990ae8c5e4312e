package dev.p2c2g.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PauseGateTest {
  private final PauseGate gate = new PauseGate();
  private final AtomicInteger resumed = new AtomicInteger();

  private void resume(String source) {
    gate.resume(source, resumed::incrementAndGet);
  }

  @Test
  void anyReasonPausesAndOnlyTheLastOneGoneResumes() {
    assertThat(gate.pause("battery", "on battery", () -> 3)).isEqualTo(3);
    assertThat(gate.pause("schedule", "evening", () -> 5)).isZero();
    resume("battery");
    assertThat(gate.reasons()).containsExactly("evening");
    assertThat(gate.unlessPaused(() -> "done")).isEmpty();
    assertThat(resumed).hasValue(0);
    resume("schedule");
    assertThat(gate.isPaused()).isFalse();
    assertThat(gate.unlessPaused(() -> "done")).contains("done");
    assertThat(resumed).hasValue(1);
  }

  @Test
  void pausingAndResumingTwiceIsOnce() {
    assertThat(gate.pause("command", "game", () -> 1)).isEqualTo(1);
    assertThat(gate.pause("command", "another game", () -> 1)).isZero();
    assertThat(gate.reasons()).containsExactly("another game");
    resume("command");
    resume("command");
    resume("never paused");
    assertThat(resumed).hasValue(1);
  }

  @Test
  void aPauseComesBehindWhatIsUnderWay() throws Exception {
    var begun = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    var finished = new AtomicInteger();
    var action =
        Background.run(() ->
            gate.unlessPaused(() -> {
              begun.countDown();
              await(finish);
              return finished.incrementAndGet();
            }));
    begun.await();
    var pausing = Background.run(() -> gate.pause("command", "game", finished::get));
    assertThat(pausing.isDone()).isFalse();
    finish.countDown();

    assertThat(pausing.get()).as("what was finished when the pause began").isEqualTo(1);
    assertThat(action.get()).contains(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
