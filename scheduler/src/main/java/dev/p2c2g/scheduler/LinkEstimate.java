package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/**
 * The way to one peer and back: round trip with its deviation, smoothed as TCP does for its
 * retransmission timer (RFC 6298), and the time each byte adds.
 */
final class LinkEstimate {
  private static final double SMOOTHING = 1.0 / 8;
  private static final double DEVIATION_SMOOTHING = 1.0 / 4;
  private static final double BYTE_SMOOTHING = 0.2;
  private static final int DEVIATIONS = 4;
  // smaller payloads say nothing of the bandwidth
  private static final long TELLING_BYTES = 10_000;
  private static final double WAITING_PAYS = 0.5;

  private double roundTrip;
  private double deviation;
  private double nanosPerByte;
  private double networkShare;
  private boolean answered;

  /** A probe came back. */
  void probed(long roundTripNanos) {
    if (answered) {
      deviation += DEVIATION_SMOOTHING * (Math.abs(roundTripNanos - roundTrip) - deviation);
      roundTrip += SMOOTHING * (roundTripNanos - roundTrip);
    } else {
      roundTrip = roundTripNanos;
      deviation = roundTripNanos / 2.0;
    }
    answered = true;
  }

  /**
   * An attempt came back.
   *
   * @param networkNanos its time less the computing
   */
  void carried(long networkNanos, long totalNanos, long bytes) {
    if (bytes >= TELLING_BYTES) {
      double perByte = Math.max(0, networkNanos - roundTrip) / bytes;
      nanosPerByte += BYTE_SMOOTHING * (perByte - nanosPerByte);
    }
    double share = totalNanos <= 0 ? 0 : (double) networkNanos / totalNanos;
    networkShare += SMOOTHING * (share - networkShare);
  }

  /** Whether this peer ever answered a probe: of one that never does, silence says nothing. */
  boolean answersProbes() {
    return answered;
  }

  OptionalLong roundTripNanos() {
    return answered ? OptionalLong.of((long) roundTrip) : OptionalLong.empty();
  }

  /** The way there and back for so many bytes in all. */
  double networkNanos(double bytes) {
    return roundTrip + transferNanos(bytes);
  }

  double transferNanos(double bytes) {
    return nanosPerByte * bytes;
  }

  /** The longest round trip that is still ordinary. */
  long patienceNanos() {
    return (long) (roundTrip + DEVIATIONS * deviation);
  }

  /** The way takes so long that a lane would idle between two tasks, were none waiting there. */
  boolean waitingPays() {
    return networkShare > WAITING_PAYS;
  }
}
