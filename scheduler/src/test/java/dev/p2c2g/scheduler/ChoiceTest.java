package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.Crowd.MS;
import static dev.p2c2g.scheduler.Crowd.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private final Crowd crowd = new Crowd();
  private int tasks;

  private String submitted() {
    List<Command> commands = crowd.submit(task("t" + tasks++));
    return ((Command.Assign) commands.get(1)).peerId();
  }

  /** Submits one task and lets whoever gets it answer after the given time. */
  private String workedFor(long ms) {
    String peer = submitted();
    crowd.stepAfter(ms, Crowd.done("t" + (tasks - 1), peer));
    return peer;
  }

  private void joinWithCores(String peerId, int cores, boolean gpu) {
    PeerProfile profile = new PeerProfile(4, Set.of("upscale"), Set.of(), cores, gpu);
    crowd.step(new Event.PeerJoined(peerId, profile));
  }

  @Test
  void prefersThePeerThatIsFaster() {
    crowd.join("slow", 4);
    for (int i = 0; i < 3; i++) {
      assertThat(workedFor(80)).isEqualTo("slow");
    }
    crowd.join("fast", 4);
    assertThat(workedFor(10)).isEqualTo("fast");
    for (int i = 0; i < 20; i++) {
      assertThat(workedFor(10)).isEqualTo("fast");
    }
  }

  @Test
  void measuresPerWorkUnit() {
    crowd.join("a", 1);
    assertThat(workedFor(50)).isEqualTo("a");
    assertThat(crowd.core.snapshot().peers().getFirst().nanosPerWorkUnit())
        .containsExactly(Map.entry(new Kind("upscale", ""), 25.0 * MS));
  }

  @Test
  void exploresANewPeerWithTheNextTask() {
    crowd.join("known", 4);
    workedFor(1);
    crowd.join("new", 4);
    assertThat(submitted()).isEqualTo("new");
  }

  @Test
  void startsUnknownPeersByCoresAndGpu() {
    joinWithCores("two", 2, false);
    joinWithCores("eight", 8, false);
    joinWithCores("gpu", 2, true);
    assertThat(submitted()).isEqualTo("gpu");
    assertThat(submitted()).isEqualTo("eight");
    assertThat(submitted()).isEqualTo("two");
  }

  @Test
  void spreadsOverEqualPeersByTheirFreeLanes() {
    crowd.join("a", 2);
    crowd.join("b", 4);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.add(submitted());
    }
    assertThat(order).containsExactly("a", "b", "b", "a", "b", "b");
  }

  @Test
  void breaksTiesByOrderOfRegistration() {
    crowd.join("z", 1);
    crowd.join("a", 1);
    assertThat(submitted()).isEqualTo("z");
  }

  @Test
  void countsAFailureAsSlow() {
    crowd.join("a", 1);
    crowd.join("b", 1);
    assertThat(workedFor(10)).isEqualTo("a");
    assertThat(workedFor(20)).isEqualTo("b");
    assertThat(submitted()).isEqualTo("a");
    crowd.fail("t2", "a");
    crowd.succeed("t2", "b");
    assertThat(workedFor(20)).isEqualTo("b");
  }

  @Test
  void looksAgainAtAPeerThatOnceWasSlow() {
    crowd.join("hiccup", 1);
    workedFor(10);
    workedFor(10);
    workedFor(100);
    crowd.join("steady", 1);
    int rounds = 0;
    while (workedFor(10).equals("steady")) {
      rounds++;
      crowd.now += 90 * MS;
      assertThat(rounds).as("rounds of 0.1 s").isLessThan(300);
    }
    assertThat(rounds).isGreaterThan(100);
  }

  @Test
  void looksAgainSoonAtAPeerThatWasColdAtFirst() {
    crowd.join("steady", 1);
    for (int i = 0; i < 5; i++) {
      workedFor(10);
    }
    crowd.join("cold", 1);
    assertThat(workedFor(100)).isEqualTo("cold");
    assertThat(workedFor(10)).isEqualTo("cold");
  }

  @Test
  void learnsFromWorkThatWasStoppedLate() {
    crowd.join("stuck", 1);
    crowd.submit(crowd.taskDueIn("late", 400));
    crowd.timerDueAfter(400);
    crowd.join("other", 1);
    assertThat(workedFor(100)).isEqualTo("other");
    assertThat(workedFor(100)).isEqualTo("other");
  }
}
