package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.scheduler.Event.Doubt;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Peers that are not to be believed, and tasks for one peer only. */
class DoubtTest {
  private final LiveCrowd crowd = new LiveCrowd(SchedulingPolicy.DEFAULT);

  @Test
  void givesALiarNobodysWorkWhoeverElseIsThere() {
    crowd.join("liar");
    crowd.step(new Event.PeerDoubted("liar", Doubt.LIED));
    crowd.join("honest");
    assertThat(takerOf(crowd.submit("t1"))).isEqualTo("honest");
    assertThat(assigns(crowd.submit("t2"))).isEmpty();
    assertThat(assigns(crowd.step(new Event.PeerLeft("honest", "gone")))).isEmpty();
    assertThat(crowd.step(new Event.TaskSubmitted(urgent(Crowd.task("t3")))))
        .anySatisfy(DoubtTest::rejectsForWantOfPeers);
    assertThat(assigns(crowd.step(new Event.PeerDoubted("liar", Doubt.NONE)))).hasSize(1);
  }

  @Test
  void leavesAPeerThatIsUnprovenAllItsLanes() {
    crowd.core.step(
        new Event.PeerJoined("new", new PeerProfile(4, Set.of("upscale"), Set.of(), 4, false)), 0);
    crowd.step(new Event.PeerDoubted("new", Doubt.UNPROVEN));
    assertThat(assigns(crowd.submit("t1"))).hasSize(1);
    assertThat(assigns(crowd.submit("t2"))).hasSize(1);
    crowd.join("known");
    assertThat(takerOf(crowd.submit("t3"))).isEqualTo("known");
  }

  @Test
  void givesALiarOneTaskAtATimeOfThoseThatAreForIt() {
    crowd.core.step(
        new Event.PeerJoined("liar", new PeerProfile(4, Set.of("upscale"), Set.of(), 4, false)), 0);
    crowd.step(new Event.PeerDoubted("liar", Doubt.LIED));
    assertThat(assigns(crowd.step(new Event.TaskSubmitted(onlyFor("t1", "liar"))))).hasSize(1);
    assertThat(assigns(crowd.step(new Event.TaskSubmitted(onlyFor("t2", "liar"))))).isEmpty();
    assertThat(takerOf(crowd.done("t1", "liar"))).isEqualTo("liar");
  }

  @Test
  void showsTheDoubtAndForgetsItWhenTold() {
    crowd.join("a");
    crowd.step(new Event.PeerDoubted("a", Doubt.LIED));
    assertThat(state()).isEqualTo(SchedulerSnapshot.PeerState.DOUBTED);
    crowd.step(new Event.TaskSubmitted(onlyFor("t", "a")));
    crowd.done("t", "a");
    crowd.step(new Event.TimerDue());
    assertThat(state()).isEqualTo(SchedulerSnapshot.PeerState.DOUBTED);
    crowd.step(new Event.PeerDoubted("a", Doubt.NONE));
    assertThat(state()).isEqualTo(SchedulerSnapshot.PeerState.ACTIVE);
  }

  @Test
  void placesAWaitingTaskWhenTheDoubtEnds() {
    crowd.join("a");
    crowd.join("b");
    crowd.step(new Event.PeerDoubted("a", Doubt.LIED));
    crowd.submit("t1");
    assertThat(assigns(crowd.submit("t2"))).isEmpty();
    assertThat(takerOf(crowd.step(new Event.PeerDoubted("a", Doubt.NONE)))).isEqualTo("a");
  }

  @Test
  void ignoresDoubtsAboutStrangers() {
    assertThat(crowd.step(new Event.PeerDoubted("nobody", Doubt.LIED))).isEmpty();
  }

  @Test
  void givesATaskForOnePeerToThatPeerAlone() {
    crowd.join("a");
    crowd.join("b");
    crowd.step(new Event.PeerDoubted("b", Doubt.LIED));
    assertThat(takerOf(crowd.step(new Event.TaskSubmitted(onlyFor("t1", "b"))))).isEqualTo("b");
    // it waits while that one is busy, however free others are, and holds nobody else up
    assertThat(assigns(crowd.step(new Event.TaskSubmitted(onlyFor("t2", "b"))))).isEmpty();
    assertThat(takerOf(crowd.submit("t3"))).isEqualTo("a");
    assertThat(takerOf(crowd.done("t1", "b"))).isEqualTo("b");
  }

  @Test
  void triesATaskForOnePeerThereAgainWhenItFailed() {
    crowd.join("a");
    crowd.join("b");
    crowd.step(new Event.TaskSubmitted(onlyFor("t", "b")));
    var failed =
        crowd.step(new Event.ResultArrived("t", 0, "b", 0, new Answer.Failed("out of memory")));
    assertThat(takerOf(failed)).isEqualTo("b");
  }

  @Test
  void refusesATaskForAPeerThatIsNotHereWhenItHasADeadline() {
    crowd.join("a");
    assertThat(crowd.step(new Event.TaskSubmitted(urgent(onlyFor("t", "gone")))))
        .anySatisfy(DoubtTest::rejectsForWantOfPeers);
  }

  private static TaskSpec urgent(TaskSpec spec) {
    return new TaskSpec(
        spec.taskId(),
        spec.gamerId(),
        spec.kind(),
        0,
        OptionalLong.of(Long.MAX_VALUE / 2),
        1,
        0,
        Set.of(),
        spec.splitting(),
        spec.onlyPeer());
  }

  private static void rejectsForWantOfPeers(Command command) {
    assertThat(command)
        .isInstanceOfSatisfying(
            Command.Reject.class,
            reject -> assertThat(reject.code()).isEqualTo(FailureCode.NO_CAPABLE_PEER));
  }

  private static TaskSpec onlyFor(String taskId, String peerId) {
    return Crowd.task(taskId).onlyFor(peerId);
  }

  private SchedulerSnapshot.PeerState state() {
    return crowd.core.snapshot().peers().getFirst().state();
  }

  private static String takerOf(List<Command> commands) {
    return assigns(commands).getFirst().peerId();
  }
}
