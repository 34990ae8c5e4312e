package dev.p2c2g.scheduler;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the scheduler needs to know of a task; payload and parameters stay with the caller.
 *
 * @param taskId unique among open tasks
 * @param gamerId who asked for it
 * @param kind task type and grade
 * @param priority 0 to 9, 9 first
 * @param deadlineNanos absolute, on the clock of {@link SchedulerCore#step}; empty for none
 * @param workUnits size of the work, above 0, for instance output megapixels; times measured on
 *     peers are divided by it, so one task type must always use the same unit
 * @param inputBytes what travels to the peer, at least 0
 * @param requiredFeatures features a peer must have to get the task
 * @param splitting how it may be cut; empty where it must stay whole
 * @param onlyPeer the one peer that it is for; empty for anybody
 */
public record TaskSpec(
    String taskId,
    String gamerId,
    Kind kind,
    int priority,
    OptionalLong deadlineNanos,
    double workUnits,
    long inputBytes,
    Set<String> requiredFeatures,
    Optional<Splitting> splitting,
    Optional<String> onlyPeer) {
  public TaskSpec {
    Require.id("taskId", taskId);
    Require.id("gamerId", gamerId);
    Require.atLeast("inputBytes", inputBytes, 0);
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException("priority is " + priority + "; it must be 0 to 9");
    }
    if (!(workUnits > 0) || Double.isInfinite(workUnits)) {
      throw new IllegalArgumentException(
          "workUnits is " + workUnits + "; it must be above 0 and finite");
    }
    requiredFeatures = Set.copyOf(requiredFeatures);
  }

  /** A task for anybody. */
  public TaskSpec(
      String taskId,
      String gamerId,
      Kind kind,
      int priority,
      OptionalLong deadlineNanos,
      double workUnits,
      long inputBytes,
      Set<String> requiredFeatures,
      Optional<Splitting> splitting) {
    this(
        taskId,
        gamerId,
        kind,
        priority,
        deadlineNanos,
        workUnits,
        inputBytes,
        requiredFeatures,
        splitting,
        Optional.empty());
  }

  /** The same in one piece, for one peer only. */
  public TaskSpec onlyFor(String peerId) {
    return new TaskSpec(
        taskId,
        gamerId,
        kind,
        priority,
        deadlineNanos,
        workUnits,
        inputBytes,
        requiredFeatures,
        Optional.empty(),
        Optional.of(peerId));
  }

  /** {@link Splitting#fillsTime}; false where it must stay whole. */
  boolean fillsTime() {
    return splitting.filter(Splitting::fillsTime).isPresent();
  }

  public String taskType() {
    return kind.taskType();
  }
}
