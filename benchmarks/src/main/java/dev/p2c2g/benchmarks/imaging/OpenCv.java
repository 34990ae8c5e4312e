package dev.p2c2g.benchmarks.imaging;

import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** The native library, once a process. */
final class OpenCv {
  static {
    OpenCV.loadLocally();
    Core.setNumThreads(1);
  }

  private OpenCv() {}

  /** Makes sure that it is loaded and keeps to the caller's thread. */
  static void load() {
    if (Core.getNumThreads() != 1) {
      throw new IllegalStateException("OpenCV does not keep to one thread");
    }
  }
}
