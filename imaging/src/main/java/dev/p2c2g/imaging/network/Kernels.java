package dev.p2c2g.imaging.network;

/**
 * The inner loops of networks, over rows in one array. Rows have {@link Network#SLACK} spare
 * elements, for sets that work in whole vectors; no sample's arithmetic depends on its place in a
 * row.
 */
interface Kernels {
  String name();

  /**
   * Weighted sums for the outputs of a block: output o's row begins at {@code outAt + o * apart};
   * tap t reads from {@code base + taps[t]} on.
   */
  void convolve(float[] a, int[] taps, int base, Block block, int outAt, int apart, int n);

  /** Adds the bias to a row, then multiplies what is negative by the slope. */
  void activate(float[] a, int at, float bias, float slope, int n);

  /**
   * Six rows to the six transformed rows of {@link Winograd}.
   *
   * @param rows where the rows begin
   * @param outAt of the first transformed row, {@code apart} before the next
   */
  void transform(float[] a, int[] rows, int outAt, int apart, int n);

  /**
   * Six transformed rows back to four rows, with bias and PReLU.
   *
   * @param at of the first transformed row, {@code apart} before the next
   * @param rows where the results begin
   */
  void restore(float[] a, int at, int apart, float bias, float slope, int[] rows, int n);

  /**
   * The range a result may lie in: the least and greatest of the 3x3 samples around, widened by
   * their distance, by {@link Network#MOST_BEYOND} at most.
   *
   * @param rows of the samples above, beside and below, from one column to the left on
   */
  void range(float[] a, int[] rows, int leastAt, int greatestAt, int n);

  /** Brings a row into its range. */
  void limit(float[] a, int at, int leastAt, int greatestAt, int n);
}
