package dev.p2c2g.benchmarks.imaging;

import java.time.Duration;

/** A resizer taking turns; its figures are processor and wall milliseconds a frame. */
record ResizerContender(Resizer resizer) implements Turns.Contender {
  @Override
  public String name() {
    return resizer.name();
  }

  @Override
  public double[] block(Duration length) {
    Turns.Times times = Turns.timesOf(resizer::run, length);
    return new double[] {times.cpuMs(), times.wallMs()};
  }
}
