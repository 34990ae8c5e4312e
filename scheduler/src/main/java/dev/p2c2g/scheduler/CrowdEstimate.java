package dev.p2c2g.scheduler;

import java.util.OptionalLong;

/** What a kind of task takes on this crowd's peers on the average: a guess for unmeasured peers. */
final class CrowdEstimate {
  private static final double SMOOTHING = 0.05;

  private final Kind kind;
  private final int number;
  private double nanosPerUnit;
  private double bytesPerUnit;
  private boolean measured;

  CrowdEstimate(Kind kind, int number) {
    this.kind = kind;
    this.number = number;
  }

  Kind kind() {
    return kind;
  }

  /**
   * Counts the kinds from 0 on, in the order in which they were first seen, to {@link
   * Forecast#MOST_KINDS}, which all later ones share.
   */
  int number() {
    return number;
  }

  void sample(double sampleNanosPerUnit, double resultBytesPerUnit) {
    double weight = measured ? SMOOTHING : 1;
    nanosPerUnit += weight * (sampleNanosPerUnit - nanosPerUnit);
    bytesPerUnit += weight * (resultBytesPerUnit - bytesPerUnit);
    measured = true;
  }

  /** From assignment to result; empty while no task of the kind was done. */
  OptionalLong attemptNanos(double workUnits) {
    return measured ? OptionalLong.of((long) (nanosPerUnit * workUnits)) : OptionalLong.empty();
  }

  /** What the result of so much work weighs; 0 while unknown. */
  double resultBytes(double workUnits) {
    return bytesPerUnit * workUnits;
  }
}
