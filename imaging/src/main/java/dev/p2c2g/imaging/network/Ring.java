package dev.p2c2g.imaging.network;

/**
 * The last rows of some channels over a range of columns, in an array shared with other rings. Rows
 * are made in groups of four that begin at multiples of four, whatever part of the plane is wanted:
 * so every part comes out with the same arithmetic.
 *
 * @param base where the ring begins
 * @param rows a multiple of four
 * @param x the first column
 * @param columns in use
 */
record Ring(int base, int channels, int rows, int x, int columns) {
  /** Rows made at a time. */
  static final int GROUP = Winograd.ROWS;

  /** Elements from one row of a channel to its next. */
  int stride() {
    return columns + Network.SLACK;
  }

  /** Where the row of a channel begins. */
  int at(int channel, int y) {
    return base + (channel * rows + Math.floorMod(y, rows)) * stride();
  }

  /** The first element after the ring. */
  int end() {
    return base + channels * rows * stride();
  }

  /** The group that a row is in. */
  static int group(int y) {
    return Math.floorDiv(y, GROUP);
  }

  /** The last row of the group that a row is in. */
  static int lastOfGroup(int y) {
    return group(y) * GROUP + GROUP - 1;
  }
}
