package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/**
 * When a peer last spoke, when it last showed life in any way, and since when it owes the answer to
 * a probe. A program that hangs may still answer probes, as its WebSocket library does that; so
 * only what it says itself counts as a heartbeat.
 */
final class Vitals {
  private long spokeNanos;
  private long lifeNanos;
  private long workSinceNanos;
  private OptionalLong probedNanos = OptionalLong.empty();

  Vitals(long nowNanos) {
    spokeNanos = nowNanos;
    lifeNanos = nowNanos;
    workSinceNanos = nowNanos;
  }

  /** A message came; it is a sign of life as well. */
  void spoke(long nowNanos) {
    spokeNanos = nowNanos;
  }

  /** A sign of life: a message, bytes of one, the answer to a probe. */
  void stirred(long nowNanos) {
    lifeNanos = nowNanos;
    probedNanos = OptionalLong.empty();
  }

  /** The peer was idle, when nobody listens closely, and has work now. */
  void startedWork(long nowNanos) {
    workSinceNanos = nowNanos;
    probedNanos = OptionalLong.empty();
  }

  void probed(long nowNanos) {
    probedNanos = OptionalLong.of(nowNanos);
  }

  /** So much of its silence is not its own. */
  void excuse(long nanos, long nowNanos) {
    spokeNanos = excused(spokeNanos, nanos, nowNanos);
    lifeNanos = excused(lifeNanos, nanos, nowNanos);
    if (probedNanos.isPresent()) {
      probedNanos = OptionalLong.of(excused(probedNanos.getAsLong(), nanos, nowNanos));
    }
  }

  boolean owesAnAnswer() {
    return probedNanos.isPresent();
  }

  long spokeNanos() {
    return spokeNanos;
  }

  /** How long a peer at work showed no life. */
  long silentNanos(long nowNanos) {
    return nowNanos - lastLife();
  }

  /** How long it owes an answer; 0 when it does not. */
  long lateNanos(long nowNanos) {
    return probedNanos.isEmpty() ? 0 : nowNanos - probedNanos.getAsLong();
  }

  /** When a peer at work is asked, after so long a silence. */
  long probeAtNanos(long intervalNanos) {
    return Timers.after(lastLife(), intervalNanos);
  }

  /** When an answer is so late. */
  long lateAtNanos(long latenessNanos) {
    return Timers.after(probedNanos.orElse(Timers.NEVER), latenessNanos);
  }

  private long lastLife() {
    return Math.max(lifeNanos, workSinceNanos);
  }

  private static long excused(long atNanos, long nanos, long nowNanos) {
    return Math.min(nowNanos, Timers.after(atNanos, nanos));
  }
}
