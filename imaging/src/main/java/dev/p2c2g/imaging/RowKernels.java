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

  /** Rounds a row in its natural order: n outputs. */
  void toBytes(float[] in, byte[] out, int outAt, int n);

  /** Rounds two phases, the second {@code apart} after the first, taken in turns: n outputs. */
  void interleave2(float[] in, int at, int apart, byte[] out, int outAt, int n);

  /**
   * Two rows at 1/4 and 3/4 between the second and the third of four rows, by the cubic, in half
   * levels.
   *
   * @param rowAt where the four rows start in {@code in}
   * @param at where both rows start in {@code upper} and {@code lower}
   */
  void doubleDown(byte[] in, int[] rowAt, short[] upper, short[] lower, int at, int n);

  /**
   * The levels at 1/4 before and after each of n samples, by the cubic.
   *
   * @param row two samples before, the n, two samples after, in half levels
   * @param out 2n levels from {@code outAt} on
   */
  void doubleAcross(short[] row, byte[] out, int outAt, int n);

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
