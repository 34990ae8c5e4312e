package dev.p2c2g.imaging;

/**
 * The inner loops of the learned filter, over rows in one array, which have {@link #SLACK} spare
 * elements.
 */
interface FilterKernels {
  /** Elements that may be read or written past the end of a row. */
  int SLACK = 128;

  String name();

  /**
   * All {@link Terms} along x: four rows, the first at {@code outAt}, {@code apart} each.
   *
   * @param at of the centre of the first window; two samples come before it
   */
  void combine(short[] a, int at, int outAt, int apart, int n);

  /**
   * Filters along y and sums over two terms along x.
   *
   * @param rows where the terms begin, for each of the five input rows from the top, in the order
   *     [term][row]
   * @param term the first of the two
   * @param coefficients each repeated {@link #SLACK} times, in the order [term][term along y]
   * @param evenAt of the even sums along y
   * @param oddAt of the odd sums
   */
  void sum(short[] a, int[] rows, int term, short[] coefficients, int evenAt, int oddAt, int n);

  /**
   * Two rows of 2n outputs each from the four sums.
   *
   * @param at of the even-even sums; {@code apart} each: odd along y, odd along x, odd along both
   * @param upperAt of the upper row in {@code out}
   * @param lowerAt of the lower one
   */
  void outputs(short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n);
}
