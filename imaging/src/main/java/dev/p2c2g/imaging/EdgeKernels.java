package dev.p2c2g.imaging;

/**
 * The inner loops of {@link SharpUpscaler}, row by row. Two sets, {@link ScalarEdges} and {@link
 * VectorEdges}, which do the same operations in the same order, so that they agree to the bit. Each
 * belongs to a set of {@link RowKernels}, and runs when that one does.
 *
 * <p>Several values for each sample lie in sub-rows, {@code apart} floats from one to the next. All
 * rows have {@link RowKernels#SLACK} floats to spare.
 */
interface EdgeKernels {
  /**
   * Sub-rows that {@link #analyse} writes: the gradient along x, along y, and the edge's length.
   */
  int ANALYSED = 3;

  /** Sub-rows of the work row. */
  int WORK = 7;

  /** Work: the weight of an output's neighbour at (x, y) goes by p x^2 + q x y + r y^2. */
  int P = 0;

  int Q = 1;
  int R = 2;

  /** Work: depth of the kernel's negative lobe, and the squared distance where it ends. */
  int LOBE = 3;

  int END = 4;

  /** Work: samples times weights, and weights, added up so far. */
  int SUM = 5;

  int WEIGHT = 6;

  /** A squared gradient below this, in levels, has no direction worth following. */
  float FLAT = 0.5f;

  /** The most that {@link #sharpen} takes of each neighbour: beyond, noise grows without end. */
  float DEEPEST = 3 / 16f;

  /** How much of what would be possible {@link #sharpen} does: a fifth of a stop less than all. */
  float STRENGTH = 0.87f;

  /** Levels that sharpening may go beyond the five samples it looks at. */
  float OVERSHOOT = 8;

  /**
   * Finds the edge through each input sample.
   *
   * @param above index of the row above in {@code in}, as {@code at} of the row and {@code below};
   *     one more sample is read on each side
   */
  void analyse(float[] in, int above, int at, int below, float[] out, int apart, int n);

  /**
   * Fits the kernel of each output to the edge there, and clears its sums.
   *
   * @param upper index of the analysed row above the outputs, brought to their places along x
   * @param lower the one below
   * @param y 0 to 1, from the one to the other
   */
  void shape(float[] rows, int upper, int lower, float y, float[] work, int apart, int n);

  /**
   * Adds two neighbours to each output's sums.
   *
   * @param at index of the left neighbours in {@code rows}, the right ones {@code apart} after
   * @param x place of each output between its middle samples, 0 to 1
   * @param left column of the left neighbours, as seen from the middle sample on the left
   * @param dy from the outputs down to the neighbours
   */
  void addTaps(
      float[] rows, int at, int apart, float[] x, float left, float dy, float[] work, int n);

  /**
   * Divides the sums by the weights, and holds each output within the four samples around it.
   *
   * @param upper index of the samples up left of the outputs, the right ones {@code apart} after
   * @param lower likewise for those below
   */
  void settle(
      float[] rows, int upper, int lower, int apart, float[] work, float[] out, int outAt, int n);

  /**
   * Sharpens a row.
   *
   * @param at index of the row's sample 0, as {@code above} and {@code below}; one more sample is
   *     read on each side
   */
  void sharpen(float[] rows, int above, int at, int below, float[] out, int n);
}
