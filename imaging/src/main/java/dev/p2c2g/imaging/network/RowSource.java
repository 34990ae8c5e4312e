package dev.p2c2g.imaging.network;

/** Luma samples of a plane without borders: outside, the nearest edge sample repeats. */
@FunctionalInterface
public interface RowSource {
  /**
   * Writes samples (levels, 0 to 255) of one row.
   *
   * @param y any row, also outside the plane
   * @param x the first column, also outside
   * @param count columns
   */
  void read(int y, int x, int count, float[] into, int at);
}
