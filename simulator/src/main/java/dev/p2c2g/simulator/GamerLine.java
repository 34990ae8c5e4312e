package dev.p2c2g.simulator;

/** A gamer's line to the coordinator, and how long gamers play at all. */
final class GamerLine {
  private final VirtualTime time;
  private final long latencyNanos;
  private final double nanosPerByte;
  private final long untilNanos;

  GamerLine(VirtualTime time, Chance chance, long untilNanos) {
    this.time = time;
    this.untilNanos = untilNanos;
    latencyNanos = (long) Math.clamp(chance.logNormal(3e6, 0.5), 0.5e6, 15e6);
    nanosPerByte = 8_000.0 / Math.clamp(chance.logNormal(600, 0.5), 300, 2_500);
  }

  /** From capture to the coordinator; never overtakes, as frames of a gamer are of one size. */
  long upNanos(long bytes) {
    return latencyNanos + (long) (bytes * nanosPerByte);
  }

  /** From the coordinator to the screen. */
  long downNanos(long bytes) {
    return latencyNanos + (long) (bytes * nanosPerByte);
  }

  boolean isOpen() {
    return time.now() < untilNanos;
  }
}
