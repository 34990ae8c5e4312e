package dev.p2c2g.benchmarks.imaging;

import java.time.Duration;

/** A resizer taking turns; its one figure is milliseconds a frame. */
record ResizerContender(Resizer resizer) implements Turns.Contender {
  @Override
  public String name() {
    return resizer.name();
  }

  @Override
  public double[] block(Duration length) {
    return new double[] {Turns.medianMs(resizer::run, length)};
  }
}
