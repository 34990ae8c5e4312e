package dev.p2c2g.benchmarks.imaging;

import dev.p2c2g.imaging.Plane;

/** Something that doubles the sample's luma, from memory of its own kind to memory of its own. */
interface Resizer {
  String name();

  /** Once, on this thread alone. */
  void run();

  /** What the last run gave. */
  Plane output();

  /** Room for an output. */
  static Plane empty() {
    return Plane.allocate(SampleFrame.OUT_WIDTH, SampleFrame.OUT_HEIGHT);
  }
}
