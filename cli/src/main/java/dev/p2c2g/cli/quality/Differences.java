package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Plane;
import dev.p2c2g.imaging.Region;
import java.util.List;

/** Squared differences from the reference, summed up so that any rectangle's is had at once. */
final class Differences {
  private final int stride;

  /** Sums over all samples above and left, as in Crow's summed-area table (1984). */
  private final long[] above;

  /**
   * @param outputs the reference first
   */
  Differences(Plane truth, List<Plane> outputs) {
    stride = truth.width() + 1;
    above = new long[stride * (truth.height() + 1)];
    Plane reference = outputs.getFirst();
    for (int y = 0; y < truth.height(); y++) {
      long row = 0;
      for (int x = 0; x < truth.width(); x++) {
        int sample = reference.sample(x, y);
        row += square(truth.sample(x, y) - sample);
        for (int i = 1; i < outputs.size(); i++) {
          row += square(outputs.get(i).sample(x, y) - sample);
        }
        above[(y + 1) * stride + x + 1] = above[y * stride + x + 1] + row;
      }
    }
  }

  /** The sum over a rectangle that lies inside. */
  long within(Region region) {
    int top = region.y() * stride;
    int bottom = (region.y() + region.height()) * stride;
    int right = region.x() + region.width();
    return above[bottom + right]
        - above[top + right]
        - above[bottom + region.x()]
        + above[top + region.x()];
  }

  private static long square(int x) {
    return (long) x * x;
  }
}
