package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.Choice.Why;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Second tries beside an attempt that takes too long. */
class HedgeTest {
  private final LiveCrowd crowd = new LiveCrowd(SchedulingPolicy.DEFAULT);

  @Test
  void triesASecondPeerWhenTheFirstIsSlowerThanItself() {
    crowd.join("a", "b");
    crowd.measure(60, 20);
    String holder = assigns(crowd.submit("t")).getFirst().peerId();
    assertThat(assigns(crowd.pass(22))).isEmpty();
    assertThat(assigns(crowd.pass(15)))
        .singleElement()
        .satisfies(a -> assertThat(a.peerId()).isNotEqualTo(holder))
        .satisfies(a -> assertThat(a.choice().why()).isEqualTo(Why.HEDGE_SLOW));
  }

  @Test
  void waitsWithTheSecondTryForAsLongAsItCanStillBeInTime() {
    crowd.join("a", "b");
    crowd.measure(60, 20);
    OptionalLong deadline = OptionalLong.of(crowd.now + 100 * Crowd.MS);
    crowd.submit(Crowd.spec("t", "gamer", "upscale", 5, deadline, 2.0, Set.of()));
    assertThat(assigns(crowd.pass(68))).isEmpty();
    assertThat(assigns(crowd.pass(8)))
        .singleElement()
        .satisfies(a -> assertThat(a.choice().why()).isEqualTo(Why.HEDGE_SLOW));
  }

  @Test
  void neverTriesSecondPeersWithoutABudget() {
    LiveCrowd thrifty = new LiveCrowd(SchedulingPolicy.DEFAULT.withHedgeBudget(0));
    thrifty.join("a", "b");
    thrifty.measure(60, 20);
    thrifty.submit("t");
    assertThat(assigns(thrifty.pass(500))).isEmpty();
  }

  @Test
  void keepsToItsBudget() {
    crowd.join("a", "b");
    crowd.measure(40, 20);
    for (int i = 0; i < 100; i++) {
      String id = "slow" + i;
      String holder = assigns(crowd.submit(id)).getFirst().peerId();
      crowd.pass(200);
      crowd.done(id, holder);
    }
    assertThat(crowd.core.snapshot().failover().hedges()).isBetween(1L, 14L);
  }

  @Test
  void leavesTheFreePeersToThoseWhoWait() {
    crowd.join("a", "b");
    crowd.measure(60, 20);
    crowd.submit("t");
    crowd.submit("u");
    crowd.submit("waits");
    assertThat(assigns(crowd.pass(100))).isEmpty();
  }

  @Test
  void goesOnWithTheSecondWhenTheFirstFails() {
    crowd.join("a", "b");
    crowd.measure(60, 20);
    String first = assigns(crowd.submit("t")).getFirst().peerId();
    String second = assigns(crowd.pass(40)).getFirst().peerId();
    assertThat(crowd.step(Crowd.failed("t", first, "broken")))
        .noneMatch(Command.Fail.class::isInstance)
        .noneMatch(Command.Assign.class::isInstance);
    assertThat(crowd.done("t", second)).anyMatch(Command.Complete.class::isInstance);
  }

  @Test
  void countsTheSecondTryAsAnAttempt() {
    crowd.join("a", "b");
    crowd.measure(60, 20);
    String first = assigns(crowd.submit("t")).getFirst().peerId();
    String second = assigns(crowd.pass(40)).getFirst().peerId();
    crowd.step(Crowd.failed("t", first, "broken"));
    crowd.step(Crowd.failed("t", second, "broken"));
    crowd.step(Crowd.failed("t", first, "broken"));
    crowd.step(Crowd.failed("t", second, "broken"));
    assertThat(crowd.core.snapshot().failedTasks()).isEqualTo(1);
  }
}
