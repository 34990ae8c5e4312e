package dev.p2c2g.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeerEstimateTest {
  private static final long SECOND = 1_000_000_000;
  private final PeerEstimate estimate = new PeerEstimate(Crowd.lanes(4), 0);

  @Test
  void takesASlowSampleAtOnce() {
    estimate.sample(10e6, SECOND);
    estimate.sample(90e6, SECOND + 1);
    assertThat(estimate.nanosPerUnit()).isEqualTo(90e6);
  }

  @Test
  void forgetsAPeakOverSeconds() {
    warm(estimate, 100e6);
    estimate.sample(100e6, 0);
    estimate.sample(10e6, SECOND / 100);
    assertThat(estimate.nanosPerUnit()).isGreaterThan(99e6);
    for (int i = 1; i <= 1_000; i++) {
      estimate.sample(10e6, i * SECOND / 20);
    }
    assertThat(estimate.nanosPerUnit()).isCloseTo(10e6, within(1e6));
  }

  @Test
  void ranksByEstimateTimesLoad() {
    PeerEstimate slower = new PeerEstimate(Crowd.lanes(4), 0);
    warm(estimate, 10e6);
    warm(slower, 14e6);
    assertThat(estimate.rank(1, 4)).isLessThan(slower.rank(0, 4));
    assertThat(estimate.rank(2, 4)).isGreaterThan(slower.rank(0, 4));
  }

  @Test
  void ranksAnIdlePeerBetterAsItsEstimateFades() {
    estimate.sample(10e6, 30 * SECOND);
    PeerEstimate idle = new PeerEstimate(Crowd.lanes(4), 0);
    idle.sample(100e6, 0);
    assertThat(idle.rank(0, 4)).isLessThan(estimate.rank(0, 4));
    assertThat(idle.nanosPerUnit()).isEqualTo(100e6);
  }

  @Test
  void asksAPeerAgainSoonAfterItsFirstAnswers() {
    PeerEstimate proven = new PeerEstimate(Crowd.lanes(4), 0);
    warm(proven, 10e6);
    proven.sample(10e6, 0);
    estimate.sample(100e6, 0);
    assertThat(estimate.rank(0, 4)).isLessThan(proven.rank(0, 4));
    estimate.sample(12e6, 0);
    assertThat(estimate.rank(0, 4)).isLessThan(proven.rank(0, 4));
    estimate.sample(25e6, 0);
    assertThat(estimate.rank(0, 4)).isGreaterThan(proven.rank(0, 4));
  }

  /** The answers that are believed only for a moment. */
  private static void warm(PeerEstimate peer, double nanosPerUnit) {
    peer.sample(nanosPerUnit, 0);
    peer.sample(nanosPerUnit, 0);
  }

  @Test
  void isMeasuredOnlyAfterASample() {
    assertThat(estimate.measured()).isFalse();
    estimate.sample(10e6, 0);
    assertThat(estimate.measured()).isTrue();
  }

  @Test
  void ignoresALowerBoundThatSaysNothingNew() {
    estimate.sample(10e6, 0);
    estimate.sampleAtLeast(5e6, 60 * SECOND);
    assertThat(estimate.nanosPerUnit()).isEqualTo(10e6);
    estimate.sampleAtLeast(15e6, 60 * SECOND);
    assertThat(estimate.nanosPerUnit()).isEqualTo(15e6);
  }

  @Test
  void forgetsSoonThatAFirstAttemptWasOvertaken() {
    estimate.sampleAtLeast(100e6, 0);
    var known = new PeerEstimate(Crowd.lanes(4), 0);
    warm(known, 10e6);
    known.sampleAtLeast(100e6, 0);
    assertThat(estimate.fadedNanosPerUnit(0, 1, 0)).isLessThan(10e6);
    assertThat(known.fadedNanosPerUnit(0, 1, 0)).isEqualTo(100e6);
  }

  @Test
  void staysFiniteForEverySample() {
    for (double sample : new double[] {0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1}) {
      estimate.sample(sample, Long.MAX_VALUE);
      assertThat(estimate.rank(0, 1)).isFinite();
    }
  }
}
