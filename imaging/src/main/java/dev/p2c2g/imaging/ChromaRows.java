package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of a chroma plane at luma width, in sixteenths of a level. Shared samples are spread with
 * the triangle filter: each pixel takes three parts of the nearer sample and one of the farther,
 * along each halved axis.
 */
final class ChromaRows {
  private static final VectorSpecies<Integer> LANES = IntVector.SPECIES_PREFERRED;

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
      spread();
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

  /** Left and right pixel of each sample, side by side as the two halves of an int. */
  private void spread() {
    int x = 0;
    for (; x + LANES.length() <= plane.width(); x += LANES.length()) {
      IntVector near = IntVector.fromArray(LANES, quarters, x + 1).mul(3);
      IntVector left = near.add(IntVector.fromArray(LANES, quarters, x));
      IntVector right = near.add(IntVector.fromArray(LANES, quarters, x + 2));
      left.or(right.lanewise(LSHL, 16)).reinterpretAsShorts().intoArray(row, 2 * x);
    }
    for (; x < plane.width(); x++) {
      row[2 * x] = (short) (3 * quarters[x + 1] + quarters[x]);
      row[2 * x + 1] = (short) (3 * quarters[x + 1] + quarters[x + 2]);
    }
  }
}
