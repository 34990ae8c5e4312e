package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.imaging.Region;
import java.util.random.RandomGenerator;

/** How long a peer takes for a part of a frame. */
@FunctionalInterface
interface Pace {
  /** Nanoseconds; asked once for each task. */
  long nanos(Region part);

  /** So long for a whole frame, and for a part by its share of the pixels. */
  static Pace byPixels(double frameMs, Region whole) {
    var nanosPerPixel = frameMs * 1e6 / pixels(whole);
    return part -> Math.round(nanosPerPixel * pixels(part));
  }

  /** The same, but now and then so many times slower. */
  default Pace sometimesSlower(double share, int times, RandomGenerator random) {
    return part -> {
      synchronized (random) {
        return nanos(part) * (random.nextDouble() < share ? times : 1);
      }
    };
  }

  private static long pixels(Region part) {
    return (long) part.width() * part.height();
  }
}
