package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.p2c2g.scheduler.Choice.Why;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerRow;
import dev.p2c2g.scheduler.SchedulerSnapshot.PeerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers that hold work and say nothing. */
class SilenceTest {
  private final LiveCrowd crowd = new LiveCrowd(SchedulingPolicy.DEFAULT);

  private String stopped() {
    crowd.join("a", "b", "c");
    crowd.measure(6, 10);
    String holder = assigns(crowd.submit("t")).getFirst().peerId();
    crowd.silent.add(holder);
    return holder;
  }

  @Test
  void givesTheWorkOfASilentPeerToAnotherWithin50Ms() {
    String holder = stopped();
    assertThat(assigns(crowd.pass(50)))
        .singleElement()
        .satisfies(a -> assertThat(a.peerId()).isNotEqualTo(holder))
        .satisfies(a -> assertThat(a.choice().why()).isEqualTo(Why.HEDGE_SILENT))
        .satisfies(a -> assertThat(a.attempt()).isEqualTo(2));
  }

  @Test
  void probesOnlyPeersThatHoldWork() {
    crowd.join("a", "b");
    assertThat(LiveCrowd.of(Command.Probe.class, crowd.pass(100))).isEmpty();
    String holder = assigns(crowd.submit("t")).getFirst().peerId();
    assertThat(LiveCrowd.of(Command.Probe.class, crowd.pass(100)))
        .hasSizeGreaterThan(5)
        .allSatisfy(probe -> assertThat(probe.peerId()).isEqualTo(holder));
  }

  @Test
  void givesASilentPeerNothingUntilItIsHeard() {
    String holder = stopped();
    crowd.pass(50);
    assertThat(state(holder)).isEqualTo(PeerState.SUSPECTED);
    crowd.silent.clear();
    crowd.step(new Event.PeerSeen(holder, 0.5));
    assertThat(state(holder)).isEqualTo(PeerState.ACTIVE);
  }

  @Test
  void takesWhicheverResultComesFirstAndCancelsTheOther() {
    String holder = stopped();
    String second = assigns(crowd.pass(50)).getFirst().peerId();
    List<Command> end = crowd.done("t", holder);
    assertThat(LiveCrowd.of(Command.CancelOnPeer.class, end))
        .containsExactly(new Command.CancelOnPeer("t", 0, second));
    assertThat(LiveCrowd.of(Command.Complete.class, end))
        .singleElement()
        .satisfies(c -> assertThat(c.peerId()).isEqualTo(holder));
    assertThat(crowd.core.snapshot().failover().hedgesWon()).isZero();
  }

  @Test
  void countsASecondTryThatWon() {
    stopped();
    String second = assigns(crowd.pass(50)).getFirst().peerId();
    crowd.done("t", second);
    assertThat(crowd.core.snapshot().failover())
        .satisfies(f -> assertThat(f.hedges()).isEqualTo(1))
        .satisfies(f -> assertThat(f.hedgesWon()).isEqualTo(1))
        .satisfies(f -> assertThat(f.suspicions()).isEqualTo(1));
  }

  @Test
  void relievesAPeerThatStaysSilentOfItsWork() {
    crowd.join("a");
    crowd.measure(3, 10);
    crowd.submit("t");
    crowd.silent.add("a");
    assertThat(LiveCrowd.of(Command.CancelOnPeer.class, crowd.pass(400))).hasSize(1);
    crowd.join("b");
    assertThat(crowd.core.snapshot().peers())
        .extracting(PeerRow::peerId, PeerRow::inFlight)
        .containsExactly(tuple("a", 0), tuple("b", 1));
  }

  @Test
  void stillTakesTheLateResultOfARelievedPeer() {
    crowd.join("a");
    crowd.measure(3, 10);
    crowd.submit("t");
    crowd.silent.add("a");
    crowd.pass(400);
    crowd.silent.clear();
    assertThat(LiveCrowd.of(Command.Complete.class, crowd.done("t", "a"))).hasSize(1);
    assertThat(crowd.core.snapshot().queuedTasks()).isZero();
  }

  @Test
  void suspectsNobodyWhoNeverAnsweredAProbe() {
    crowd.silent.add("mute");
    crowd.join("mute");
    crowd.submit("t");
    assertThat(LiveCrowd.of(Command.PeerSuspected.class, crowd.pass(1_000))).isEmpty();
  }

  @Test
  void hasMorePatienceWithAPeerWhoseAnswersVary() {
    crowd.join("far");
    for (int i = 0; i < 50; i++) {
      crowd.step(new Event.ProbeAnswered("far", (50 + 150 * (i % 2)) * LiveCrowd.MS));
    }
    crowd.submit("t");
    crowd.silent.add("far");
    assertThat(LiveCrowd.of(Command.PeerSuspected.class, crowd.pass(250))).isEmpty();
    assertThat(LiveCrowd.of(Command.PeerSuspected.class, crowd.pass(500))).hasSize(1);
  }

  @Test
  void suspectsNobodyAfterThePauseOfItsOwnCaller() {
    stopped();
    crowd.now += 10_000 * LiveCrowd.MS;
    crowd.step(new Event.StoodStill(10_000 * LiveCrowd.MS));
    List<Command> after = crowd.step(new Event.TimerDue());
    assertThat(LiveCrowd.of(Command.EvictPeer.class, after)).isEmpty();
    assertThat(LiveCrowd.of(Command.PeerSuspected.class, after)).isEmpty();
  }

  @Test
  void evictsAPeerThatAnswersProbesAndSaysNothing() {
    crowd.join("hangs");
    crowd.submit("t");
    assertThat(LiveCrowd.of(Command.EvictPeer.class, crowd.pass(4_900))).isEmpty();
    crowd.step(new Event.PeerSeen("hangs", 1));
    assertThat(LiveCrowd.of(Command.EvictPeer.class, crowd.pass(59_000))).isEmpty();
    assertThat(LiveCrowd.of(Command.EvictPeer.class, crowd.pass(2_000))).hasSize(1);
  }

  @Test
  void takesBytesOfAMessageThatIsNotCompleteForLife() {
    String holder = stopped();
    for (int i = 0; i < 20; i++) {
      assertThat(assigns(crowd.pass(20))).isEmpty();
      crowd.step(new Event.PeerStirred(holder));
    }
  }

  private PeerState state(String peerId) {
    return crowd.core.snapshot().peers().stream()
        .filter(row -> row.peerId().equals(peerId))
        .findFirst()
        .orElseThrow()
        .state();
  }
}
