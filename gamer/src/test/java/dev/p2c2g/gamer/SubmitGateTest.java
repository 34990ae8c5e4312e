package dev.p2c2g.gamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SubmitGateTest {
  private final FakeClock clock = new FakeClock();
  private final SubmitGate gate = new SubmitGate(2, clock);

  @Test
  void letsAsManyThroughAsMayBeInFlight() {
    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).isEmpty();
    assertThat(gate.enter()).contains(LocalCause.IN_FLIGHT);
    assertThat(gate.inFlight()).isEqualTo(2);
    gate.leave();
    assertThat(gate.enter()).isEmpty();
  }

  @Test
  void holdsBackForAsLongAsTheCoordinatorAsks() {
    assertThat(gate.enter()).isEmpty();
    gate.leaveRefused(OptionalLong.of(120));
    clock.atMs(119);
    assertThat(gate.enter()).contains(LocalCause.HELD_BACK);
    clock.atMs(120);
    assertThat(gate.enter()).isEmpty();
  }

  @Test
  void aRefusalWithoutATimeHoldsNobodyBack() {
    assertThat(gate.enter()).isEmpty();
    gate.leaveRefused(OptionalLong.empty());
    assertThat(gate.inFlight()).isZero();
    assertThat(gate.enter()).isEmpty();
  }
}
