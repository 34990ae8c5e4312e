package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Mapping;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Upscaler;

/** One of ours. */
final class RungResizer implements Resizer {
  private final Upscaler rung;
  private final Plane in;
  private final Plane out = Resizer.empty();
  private final Mapping mapping;

  RungResizer(Upscaler rung, Plane in) {
    this.rung = rung;
    this.in = in;
    mapping = Mapping.whole(in.width(), in.height(), out.width(), out.height());
  }

  @Override
  public String name() {
    return rung.name();
  }

  @Override
  public void run() {
    rung.upscale(in, mapping, out);
  }

  @Override
  public Plane output() {
    return out;
  }
}
