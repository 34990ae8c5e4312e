package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.Splitting;
import dev.p2c2g.scheduler.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The tasks that gamers send. */
final class Frames {
  static final String FRAME = "frame_upscale";
  static final String PHYSICS = "physics";
  static final String REGION = "region";
  static final long DEADLINE = 100 * VirtualTime.MS;

  /** Ends the id of a task at which every peer fails. */
  static final String HOPELESS = "-hopeless";

  /** Ends the id of a task that ends every peer's program. */
  static final String DEADLY = "-deadly";

  private static final Kind BATCH = new Kind(PHYSICS, "");
  private static final int ROWS_OF_A_GRAIN = 16;

  private Frames() {}

  /**
   * What one gamer asks for, all the time.
   *
   * @param workUnits output megapixels
   */
  record Stream(
      Kind kind, double workUnits, long inputBytes, int priority, Optional<Splitting> splitting) {
    static Stream choose(Chance chance) {
      int size = chance.below(20);
      int rows = size < 10 ? 1_080 : size < 19 ? 1_440 : 2_160;
      String grade =
          rows == 2_160 ? "fast" : chance.oneOf(List.of("fast", "balanced", "balanced", "quality"));
      int priority = chance.in(0.7) ? 5 : 3 + chance.below(6);
      boolean divisible = chance.in(0.6);
      return new Stream(
          new Kind(FRAME, grade),
          rows * (rows * 16.0 / 9) / 1e6,
          rows * 110L,
          priority,
          divisible
              ? Optional.of(new Splitting(Math.ceilDiv(rows, ROWS_OF_A_GRAIN), REGION, false))
              : Optional.empty());
    }

    Load load(SimulationOptions options) {
      return new Load(
          PeerSpeed.medianNanos(options, kind, workUnits) * options.fps() / 1e9,
          resultBytes(workUnits) * (double) options.fps());
    }

    TaskSpec frame(String taskId, String gamerId, long deadlineNanos) {
      return new TaskSpec(
          taskId,
          gamerId,
          kind,
          priority,
          OptionalLong.of(deadlineNanos),
          workUnits,
          inputBytes,
          Set.of(),
          splitting);
    }
  }

  /** About what JPEG makes of so many megapixels. */
  static long resultBytes(double workUnits) {
    return Math.min(2_000_000, (long) (workUnits * 200_000));
  }

  static TaskSpec batch(String taskId, String gamerId, int priority, double workUnits) {
    return new TaskSpec(
        taskId,
        gamerId,
        BATCH,
        priority,
        OptionalLong.empty(),
        workUnits,
        20_000,
        Set.of(),
        Optional.empty());
  }
}
