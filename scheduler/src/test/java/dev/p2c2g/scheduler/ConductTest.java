package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import org.junit.jupiter.api.Test;

/** Peers that fail often, and tasks that make every peer fail. */
class ConductTest {
  private final LiveCrowd crowd = new LiveCrowd(SchedulingPolicy.DEFAULT.withHedgeBudget(0));
  private int tasks;

  private String submit() {
    return assigns(crowd.submit("t" + tasks++)).getFirst().peerId();
  }

  private PeerState stateOf(String peerId) {
    return crowd.core.snapshot().peers().stream()
        .filter(row -> row.peerId().equals(peerId))
        .map(PeerRow::state)
        .findFirst()
        .orElseThrow();
  }

  private void failTwice(String peerId) {
    for (int i = 0; i < 2; i++) {
      String id = "bad" + tasks++;
      crowd.submit(id);
      crowd.step(Crowd.failed(id, peerId, "broken"));
      crowd.step(new Event.TaskCancelled(id));
    }
  }

  @Test
  void avoidsAPeerThatFailedTwiceInARow() {
    crowd.join("bad");
    failTwice("bad");
    crowd.join("good");
    assertThat(stateOf("bad")).isEqualTo(PeerState.AVOIDED);
    assertThat(submit()).isEqualTo("good");
    // rather waits for the good one
    assertThat(assigns(crowd.submit("next"))).isEmpty();
  }

  @Test
  void triesAnAvoidedPeerAgainAfterAWhile() {
    crowd.join("bad");
    failTwice("bad");
    crowd.pass(300);
    assertThat(stateOf("bad")).isEqualTo(PeerState.ACTIVE);
    assertThat(submit()).isEqualTo("bad");
  }

  @Test
  void usesAnAvoidedPeerWhenThereIsNobodyElse() {
    crowd.join("bad");
    failTwice("bad");
    assertThat(submit()).isEqualTo("bad");
  }

  @Test
  void remembersConductOverAReconnect() {
    crowd.join("bad");
    failTwice("bad");
    crowd.step(new Event.PeerLeft("bad", "crash"));
    crowd.join("bad");
    assertThat(stateOf("bad")).isEqualTo(PeerState.AVOIDED);
  }

  @Test
  void forgivesPeersThatFailedAtATaskEveryoneFailsAt() {
    crowd.join("a", "b", "c", "d");
    for (int round = 0; round < 5; round++) {
      String id = "poison" + round;
      var assigned = assigns(crowd.submit(id));
      while (!assigned.isEmpty()) {
        assigned = assigns(crowd.step(Crowd.failed(id, assigned.getFirst().peerId(), "bad data")));
      }
    }
    assertThat(crowd.core.snapshot().failedTasks()).isEqualTo(5);
    assertThat(crowd.core.snapshot().peers())
        .allSatisfy(row -> assertThat(row.state()).isEqualTo(PeerState.ACTIVE));
  }

  @Test
  void stopsATaskThatKillsEveryPeerItMeets() {
    crowd.join("a", "b", "c", "d", "e", "f");
    var assigned = assigns(crowd.submit("killer"));
    int killed = 0;
    while (!assigned.isEmpty()) {
      killed++;
      assigned = assigns(crowd.step(new Event.PeerLeft(assigned.getFirst().peerId(), "killed")));
    }
    assertThat(killed).isEqualTo(4);
    assertThat(crowd.core.snapshot().activePeers()).isEqualTo(2);
    assertThat(crowd.core.snapshot().failedTasks()).isEqualTo(1);
  }
}
