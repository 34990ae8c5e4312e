package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Owners who want their machines back. */
class PauseTest {
  private final LiveCrowd crowd = new LiveCrowd(SchedulingPolicy.DEFAULT);

  @Test
  void givesTheWorkOfAPausedPeerToOthersAtOnce() {
    crowd.join("a");
    crowd.submit("t");
    crowd.join("b");
    List<Command> commands = crowd.step(new Event.PeerPaused("a", "its owner plays"));
    assertThat(LiveCrowd.of(Command.CancelOnPeer.class, commands)).hasSize(1);
    assertThat(assigns(commands))
        .singleElement()
        .satisfies(a -> assertThat(a.peerId()).isEqualTo("b"));
    assertThat(crowd.core.snapshot().failover().handedBack()).isEqualTo(1);
  }

  @Test
  void givesAPausedPeerNothingUntilItResumes() {
    crowd.join("a");
    crowd.step(new Event.PeerPaused("a", "battery"));
    assertThat(assigns(crowd.submit("t"))).isEmpty();
    assertThat(assigns(crowd.step(new Event.PeerResumed("a")))).hasSize(1);
  }

  @Test
  void countsNoFailureForAPause() {
    crowd.join("a");
    for (int i = 0; i < 5; i++) {
      crowd.submit("t" + i);
      crowd.step(new Event.PeerPaused("a", "plays"));
      crowd.step(new Event.TaskCancelled("t" + i));
      crowd.step(new Event.PeerResumed("a"));
    }
    assertThat(crowd.core.snapshot().peers())
        .singleElement()
        .satisfies(row -> assertThat(row.failed()).isZero())
        .satisfies(row -> assertThat(row.state()).isEqualTo(SchedulerSnapshot.PeerState.ACTIVE));
  }

  @Test
  void ignoresAResultThatWasHandedBack() {
    crowd.join("a");
    crowd.submit("t");
    crowd.step(new Event.PeerPaused("a", "plays"));
    assertThat(crowd.done("t", "a")).anyMatch(Command.IgnoreResult.class::isInstance);
  }
}
