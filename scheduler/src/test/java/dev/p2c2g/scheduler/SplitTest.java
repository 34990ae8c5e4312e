package dev.p2c2g.scheduler;

import static dev.p2c2g.scheduler.LiveCrowd.assigns;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that several peers do together. */
class SplitTest {
  private final LiveCrowd crowd =
      new LiveCrowd(SchedulingPolicy.DEFAULT.withSplitOverNanos(25 * LiveCrowd.MS));
  private final Map<Integer, String> holders = new HashMap<>();

  @BeforeEach
  void knowsFourPeersThatTake80MsAMegapixel() {
    crowd.join("a", "b", "c", "d");
    crowd.measure(12, 160);
  }

  private List<Command.Assign> submitFrame() {
    List<Command.Assign> assigns = assigns(crowd.submit(crowd.frame("f", OptionalLong.empty())));
    assigns.forEach(a -> holders.put(a.part().index(), a.peerId()));
    return assigns;
  }

  private List<Command> partDone(int part, String signature) {
    return crowd.partDone("f", part, holders.getOrDefault(part, "nobody"), signature);
  }

  @Test
  void cutsAFrameThatOnePeerIsTooSlowFor() {
    assertThat(submitFrame())
        .extracting(Command.Assign::part)
        .containsExactly(
            new Part(0, 4, 0, 17),
            new Part(1, 4, 17, 34),
            new Part(2, 4, 34, 51),
            new Part(3, 4, 51, 68));
    assertThat(holders.values()).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(crowd.core.snapshot().failover().splits()).isEqualTo(1);
  }

  @Test
  void keepsAFrameWholeThatOnePeerIsFastEnoughFor() {
    crowd.join("fast");
    crowd.measure(1, 10);
    assertThat(submitFrame())
        .singleElement()
        .satisfies(a -> assertThat(a.part().isWhole()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"120, 1", "90, 2"})
  void cutsAFrameThatFillsItsTimeOnlyWhereOnePeerWouldBeTooLate(int deadlineMs, int parts) {
    OptionalLong deadline = OptionalLong.of(crowd.now + deadlineMs * Crowd.MS);
    assertThat(assigns(crowd.submit(crowd.frame("f", deadline, true)))).hasSize(parts);
  }

  @Test
  void keepsAFrameWholeWhenNobodyElseIsIdle() {
    for (int i = 0; i < 3; i++) {
      crowd.submit("other" + i);
    }
    assertThat(submitFrame())
        .singleElement()
        .satisfies(a -> assertThat(a.part().isWhole()).isTrue());
  }

  @Test
  void letsPartsWaitForPeersThatAreSoonFreeRatherThanCutCoarser() {
    crowd.submit("other0");
    crowd.submit("other1");
    assertThat(submitFrame()).hasSize(2).allSatisfy(a -> assertThat(a.part().count()).isEqualTo(4));
    assertThat(crowd.core.snapshot().queuedTasks()).isEqualTo(2);
    assertThat(assigns(partDone(0, "x")))
        .singleElement()
        .satisfies(a -> assertThat(a.part().index()).isEqualTo(2));
  }

  @Test
  void completesWhenTheLastPartIsIn() {
    submitFrame();
    for (int part : new int[] {2, 0, 3}) {
      assertThat(partDone(part, "x")).noneMatch(Command.Complete.class::isInstance);
    }
    List<Command> end = partDone(1, "x");
    assertThat(LiveCrowd.of(Command.PartDone.class, end)).hasSize(1);
    assertThat(LiveCrowd.of(Command.Complete.class, end))
        .singleElement()
        .satisfies(c -> assertThat(c.parts()).isEqualTo(4));
  }

  @Test
  void redoesAFailedPartAlone() {
    submitFrame();
    partDone(0, "x");
    String failing = holders.getOrDefault(2, "nobody");
    List<Command> commands =
        crowd.step(new Event.ResultArrived("f", 2, failing, 0, new Answer.Failed("broken")));
    assertThat(assigns(commands))
        .singleElement()
        .satisfies(a -> assertThat(a.part().index()).isEqualTo(2))
        .satisfies(a -> assertThat(a.peerId()).isEqualTo(holders.get(0)))
        .satisfies(a -> assertThat(a.attempt()).isEqualTo(2));
  }

  @Test
  void redoesThePartOfAnotherEncoderElsewhere() {
    submitFrame();
    partDone(0, "odd");
    partDone(1, "usual");
    partDone(2, "usual");
    List<Command> last = partDone(3, "usual");
    assertThat(last).noneMatch(Command.Complete.class::isInstance);
    assertThat(assigns(last))
        .singleElement()
        .satisfies(a -> assertThat(a.part().index()).isZero())
        .satisfies(a -> assertThat(a.peerId()).isNotEqualTo(holders.get(0)));
    String second = assigns(last).getFirst().peerId();
    assertThat(crowd.partDone("f", 0, second, "usual"))
        .anyMatch(Command.Complete.class::isInstance);
  }

  @Test
  void asksAPeerWithAnotherEncoderForNoMoreParts() {
    submitFrame();
    partDone(0, "odd");
    partDone(1, "usual");
    partDone(2, "usual");
    String second = assigns(partDone(3, "usual")).getFirst().peerId();
    crowd.partDone("f", 0, second, "usual");
    String odd = holders.getOrDefault(0, "nobody");
    assertThat(assigns(crowd.submit(crowd.frame("g", OptionalLong.empty()))))
        .hasSize(3)
        .noneMatch(a -> a.peerId().equals(odd));
  }

  @Test
  void cancelsEveryPartWithTheTask() {
    submitFrame();
    partDone(1, "x");
    assertThat(LiveCrowd.of(Command.CancelOnPeer.class, crowd.step(new Event.TaskCancelled("f"))))
        .extracting(Command.CancelOnPeer::part)
        .containsExactly(0, 2, 3);
    assertThat(crowd.core.snapshot().peers())
        .allSatisfy(row -> assertThat(row.inFlight()).isZero());
  }

  @Test
  void cutsFinerWhenTheDeadlineIsNear() {
    LiveCrowd patient =
        new LiveCrowd(SchedulingPolicy.DEFAULT.withSplitOverNanos(1_000 * LiveCrowd.MS));
    patient.join("a", "b", "c", "d");
    patient.measure(12, 160);
    OptionalLong soon = OptionalLong.of(patient.now + 60 * LiveCrowd.MS);
    assertThat(assigns(patient.submit(patient.frame("f", soon)))).hasSizeGreaterThan(2);
  }

  @Test
  void ignoresAPartThatDoesNotExist() {
    submitFrame();
    assertThat(crowd.partDone("f", 9, "a", "x")).anyMatch(Command.IgnoreResult.class::isInstance);
    assertThat(crowd.partDone("f", -1, "a", "x")).anyMatch(Command.IgnoreResult.class::isInstance);
  }
}
