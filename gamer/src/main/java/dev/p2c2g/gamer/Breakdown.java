package dev.p2c2g.gamer;

import dev.p2c2g.protocol.Timings;
import java.util.OptionalDouble;

/**
 * Where the time of a task went that brought a result, in milliseconds; submit, queue, peer and
 * return add up to all of it.
 *
 * @param submitMs to the coordinator: until its word that the task is in, or what is left when that
 *     word came later than the result could have without it
 * @param queueMs waiting at the coordinator, and attempts that were lost
 * @param peerMs from the assignment to the result that counts
 * @param networkMs the part of that in which the peer did not compute; empty when not known
 * @param returnMs back from the coordinator: the rest
 */
public record Breakdown(
    double submitMs, double queueMs, double peerMs, OptionalDouble networkMs, double returnMs) {

  /**
   * From what both sides saw.
   *
   * @param submittedNanos {@link System#nanoTime()} before the task was sent
   * @param arrivedNanos likewise when its result was here
   * @param timings what the coordinator says
   */
  public static Breakdown of(
      long submittedNanos, Acceptance acceptance, long arrivedNanos, Timings timings) {
    double outsideMs = Math.max(0, (arrivedNanos - submittedNanos) / 1e6 - timings.totalMs());
    double submitMs = Math.clamp((acceptance.heardNanos() - submittedNanos) / 1e6, 0.0, outsideMs);
    return new Breakdown(
        submitMs, timings.queueMs(), timings.peerMs(), timings.networkMs(), outsideMs - submitMs);
  }
}
