package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/** When a peer was last heard, and since when it owes the answer to a probe. */
final class Vitals {
  private long heardNanos;
  private long workSinceNanos;
  private OptionalLong probedNanos = OptionalLong.empty();

  Vitals(long nowNanos) {
    heardNanos = nowNanos;
    workSinceNanos = nowNanos;
  }

  /** Any sign of life. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
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
    heardNanos = Math.min(nowNanos, Timers.after(heardNanos, nanos));
    probedNanos =
        probedNanos.isEmpty()
            ? probedNanos
            : OptionalLong.of(Math.min(nowNanos, Timers.after(probedNanos.getAsLong(), nanos)));
  }

  boolean owesAnAnswer() {
    return probedNanos.isPresent();
  }

  long heardNanos() {
    return heardNanos;
  }

  /** How long a peer at work was silent. */
  long silentNanos(long nowNanos) {
    return nowNanos - lastWord();
  }

  /** How long it owes an answer; 0 when it does not. */
  long lateNanos(long nowNanos) {
    return probedNanos.isEmpty() ? 0 : nowNanos - probedNanos.getAsLong();
  }

  /** When a peer at work is asked, after so long a silence. */
  long probeAtNanos(long intervalNanos) {
    return Timers.after(lastWord(), intervalNanos);
  }

  /** When an answer is so late. */
  long lateAtNanos(long latenessNanos) {
    return Timers.after(probedNanos.orElse(Timers.NEVER), latenessNanos);
  }

  private long lastWord() {
    return Math.max(heardNanos, workSinceNanos);
  }
}
