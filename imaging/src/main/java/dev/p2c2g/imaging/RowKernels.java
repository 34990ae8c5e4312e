package dev.p2c2g.imaging;

/**
 * The inner loops of filtering and colour, row by row. Two sets: {@link ScalarRows}, which is the
 * reference and what runs first, and {@link VectorRows}, which {@link Rows} takes over once it has
 * proved quicker. Arrays have {@link #SLACK} spare elements, for sets that work in whole vectors;
 * no sample's arithmetic depends on its place in a row.
 */
interface RowKernels {
  /** Elements that may be read or written past the end of a row. */
  int SLACK = 64;

  String name();

  /**
   * {@code out[outAt + i] = sum over k of weights[k] * in[at[k] + i]}, for i below n; 4, 6, 8 ...
   * weights.
   */
  void weightedSum(float[] in, int[] at, float[] weights, float[] out, int outAt, int n);

  /** The lesser and the greater of {@code in[at + i]} and its right neighbour. */
  void neighbours(float[] in, int at, float[] least, float[] greatest, int outAt, int n);

  /** Brings values between the least of two rows and the greatest of two rows. */
  void limit(float[] least, float[] greatest, int above, int below, float[] values, int n);

  /** Rounds a row in its natural order: n outputs. */
  void toBytes(float[] in, byte[] out, int outAt, int n);

  /** Rounds two phases, the second {@code apart} after the first, taken in turns: n outputs. */
  void interleave2(float[] in, int apart, byte[] out, int outAt, int n);

  /**
   * The triangle filter along x: left and right pixel of each sample.
   *
   * @param quarters n samples with the edges repeated once on the left and on the right, in
   *     quarters of a level
   * @param row 2n pixels, in sixteenths
   */
  void spread(int[] quarters, short[] row, int n);

  /** Luma, and chroma in sixteenths of a level, to 0xRRGGBB, as long as {@code luma}. */
  void rgb(int[] luma, short[] cbs, short[] crs, int[] out, int at);

  /** The loops that follow edges, of the same set. */
  EdgeKernels edges();
}
