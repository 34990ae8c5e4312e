package dev.p2c2g.simulator;

import dev.p2c2g.scheduler.Kind;
import dev.p2c2g.scheduler.Part;
import dev.p2c2g.scheduler.TaskSpec;

/** How long a peer takes: its machine, what else runs there, and what a task costs. */
final class PeerSpeed {
  private static final double PIXELS_1080P = 1920 * 1080 / 1e6;

  private final Chance chance;
  private final double nanosPerWorkUnit;

  /** How often one task takes five times as long. */
  private final double slowShare;

  private long throttledUntilNanos;

  PeerSpeed(Chance chance, SimulationOptions options) {
    this.chance = chance;
    nanosPerWorkUnit = chance.logNormal(options.peerMs() * 1e6 / PIXELS_1080P, 0.35);
    slowShare = options.has(Fault.SLOW) && chance.in(0.1) ? 0.1 : 0;
  }

  /** What the median peer takes for a task, with nothing in its way. */
  static double medianNanos(SimulationOptions options, Kind kind, double workUnits) {
    return workUnits * gradeFactor(kind.grade()) * options.peerMs() * 1e6 / PIXELS_1080P;
  }

  /** Everything takes three times as long until then. */
  void throttleUntil(long nanos) {
    throttledUntilNanos = nanos;
  }

  long nanosFor(TaskSpec task, Part part, long now, boolean calm) {
    double work =
        task.workUnits() * Connection.share(task, part) * gradeFactor(task.kind().grade());
    double factor = now < throttledUntilNanos ? 3 : 1;
    if (!calm && chance.in(slowShare)) {
      factor *= 5;
    }
    return (long) (work * nanosPerWorkUnit * factor * chance.logNormal(1, 0.08)) + 50_000;
  }

  private static double gradeFactor(String grade) {
    return switch (grade) {
      case "fast" -> 0.6;
      case "quality" -> 2;
      default -> 1;
    };
  }
}
