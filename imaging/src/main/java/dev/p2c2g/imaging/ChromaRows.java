package dev.p2c2g.imaging;

/**
 * Rows of a chroma plane at luma width, in sixteenths of a level. Shared samples are spread with
 * the triangle filter: each pixel takes three parts of the nearer sample and one of the farther,
 * along each halved axis.
 */
final class ChromaRows {
  private final Plane plane;
  private final Subsampling subsampling;

  /** Quarters of a level, with the edge samples repeated once on the left and on the right. */
  private final int[] quarters;

  private final short[] row;

  ChromaRows(Plane plane, Subsampling subsampling) {
    this.plane = plane;
    this.subsampling = subsampling;
    quarters = new int[plane.width() + 2];
    row = new short[plane.width() * subsampling.horizontal()];
  }

  /** The row for luma row y, good until the next call. */
  short[] row(int y) {
    blendVertically(y);
    if (subsampling.horizontal() == 1) {
      for (int x = 0; x < row.length; x++) {
        row[x] = (short) (4 * quarters[x + 1]);
      }
    } else {
      Rows.active().spread(quarters, row, plane.width());
    }
    return row;
  }

  private void blendVertically(int y) {
    int near = y / subsampling.vertical();
    int step = y % 2 == 0 ? -1 : 1;
    int far = subsampling.vertical() == 1 ? near : Math.clamp(near + step, 0, plane.height() - 1);
    byte[] samples = plane.samples();
    int nearStart = plane.rowStart(near);
    int farStart = plane.rowStart(far);
    int width = plane.width();
    for (int x = 0; x < width; x++) {
      quarters[x + 1] = 3 * (samples[nearStart + x] & 0xff) + (samples[farStart + x] & 0xff);
    }
    quarters[0] = quarters[1];
    quarters[width + 1] = quarters[width];
  }
}
