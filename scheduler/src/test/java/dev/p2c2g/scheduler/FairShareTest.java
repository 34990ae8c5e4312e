package dev.p2c2g.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class FairShareTest {
  private final LiveCrowd crowd =
      new LiveCrowd(SchedulingPolicy.DEFAULT.withHedgeBudget(0).withSplitOverNanos(0));
  private final List<String> served = new ArrayList<>();
  private int tasks;

  private void submit(String gamer, int priority, int count) {
    for (int i = 0; i < count; i++) {
      crowd.submit(
          Crowd.spec(
              gamer + tasks++, gamer, "upscale", priority, OptionalLong.empty(), 1, Set.of()));
    }
  }

  /** One peer with one lane does so many tasks, each in 10 ms. */
  private void serve(int count) {
    for (int i = 0; i < count; i++) {
      List<Command> commands =
          served.isEmpty()
              ? crowd.step(new Event.PeerJoined("p", Crowd.lanes(1)))
              : crowd.done(served.getLast(), "p");
      served.add(LiveCrowd.assigns(commands).getFirst().taskId());
      crowd.pass(10);
    }
  }

  private long servedOf(String gamer) {
    return served.stream().filter(id -> id.startsWith(gamer)).count();
  }

  @Test
  void letsATaskfulGamerStarveNobody() {
    submit("many", 5, 80);
    submit("few", 5, 10);
    serve(20);
    assertThat(servedOf("few")).isBetween(9L, 10L);
  }

  @Test
  void startsANewcomerWhereTheOthersAre() {
    submit("early", 5, 60);
    serve(30);
    submit("late", 5, 30);
    serve(20);
    assertThat(servedOf("late")).isBetween(9L, 11L);
  }

  @Test
  void startsANewcomerBesideThoseOfItsOwnPriority() {
    submit("low", 3, 40);
    submit("high", 9, 30);
    serve(30);
    assertThat(servedOf("high")).isEqualTo(30);
    submit("late", 3, 40);
    serve(20);
    assertThat(servedOf("late")).isBetween(9L, 11L);
  }

  @Test
  void letsOnlyTheStarvedRise() {
    submit("high", 6, 90);
    submit("low", 5, 5);
    serve(95 - 5);
    // nine tenths of a second of waiting are worth no priority, the tenth is
    assertThat(servedOf("low")).isZero();
    submit("high", 6, 95);
    serve(95);
    assertThat(servedOf("low")).isBetween(1L, 2L);
  }

  @Test
  void raisesTheLowestAboveTheHighestInTime() {
    submit("low", 0, 1);
    submit("high", 9, 99);
    for (int second = 0; second < 12; second++) {
      serve(85);
      submit("high", 9, 85);
    }
    assertThat(servedOf("low")).isEqualTo(1);
  }
}
