package dev.p2c2g.models;

/**
 * How a picture's side is cut into tiles of one size. The cut depends on the picture alone, not on
 * the part of it that is wanted, so that every part is that part of the whole.
 *
 * @param core input samples between two tiles' starts
 * @param extent input samples of a tile, its overlaps included
 * @param overlap input samples before and after the core
 */
record TileAxis(int core, int extent, int overlap) {
  /** Models that halve their input inside want sizes that can be halved. */
  private static final int GRAIN = 4;

  /**
   * Cuts a side.
   *
   * @param size input samples
   * @param tile the most of one tile
   * @param fixed whether tiles must have that size
   */
  static TileAxis of(int size, int tile, int overlap, boolean fixed) {
    int most = tile - 2 * overlap;
    if (fixed) {
      return new TileAxis(most, tile, overlap);
    }
    int count = Math.ceilDiv(size, most);
    int extent = Math.ceilDiv(Math.ceilDiv(size, count) + 2 * overlap, GRAIN) * GRAIN;
    int bounded = Math.min(extent, tile);
    return new TileAxis(bounded - 2 * overlap, bounded, overlap);
  }

  /** The input sample at which a tile starts; may lie outside the picture. */
  int start(int index) {
    return index * core - overlap;
  }
}
