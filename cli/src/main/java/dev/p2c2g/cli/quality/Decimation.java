package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.BoxShrink;
import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Subsampling;

/** Ways from a plane to one of half its size, rounded up: what a small frame came from. */
enum Decimation {
  /** The mean of each 2x2: a frame rendered large or multisampled. */
  AREA {
    @Override
    Plane halve(Plane plane, int frame) {
      return BoxShrink.shrink(plane, Subsampling.S420);
    }
  },
  /** One of each 2x2, which one by the frame's number: a game rendered small without smoothing. */
  POINT {
    @Override
    Plane halve(Plane plane, int frame) {
      Plane out = half(plane);
      for (int y = 0; y < out.height(); y++) {
        int from = Math.min(2 * y + (frame >> 1 & 1), plane.height() - 1);
        for (int x = 0; x < out.width(); x++) {
          int sample = plane.sample(Math.min(2 * x + (frame & 1), plane.width() - 1), from);
          out.samples()[out.rowStart(y) + x] = (byte) sample;
        }
      }
      return out;
    }
  },
  /** Keys' cubic (a = -1/2) stretched to twice its length, as image editors shrink. */
  BICUBIC {
    @Override
    Plane halve(Plane plane, int frame) {
      return BicubicHalving.of(plane);
    }
  };

  /**
   * A plane of its own.
   *
   * @param frame the frame's number among all, from 0
   */
  abstract Plane halve(Plane plane, int frame);

  static Plane half(Plane plane) {
    return Plane.allocate((plane.width() + 1) / 2, (plane.height() + 1) / 2);
  }
}
