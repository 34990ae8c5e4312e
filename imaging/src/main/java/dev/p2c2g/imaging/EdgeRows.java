package dev.p2c2g.imaging;

import java.util.Arrays;

/**
 * Input rows with the edges found in them, brought to the places of the outputs along x, kept in a
 * ring of the four rows that an output row looks at. Rows above and below the plane repeat its
 * edge. Rows are asked for from the top down.
 */
final class EdgeRows {
  /** Rows in the ring, and samples of each that an output looks at. */
  private static final int SPAN = 4;

  private static final int SUB_ROWS = SPAN + EdgeKernels.ANALYSED;

  private final Plane in;
  private final EdgeKernels kernels;
  private final int outputs;

  /** Input sample at element 1 of a padded row: the left one of the middle two for output 0. */
  private final int origin;

  private final int paddedWidth;
  private final int paddedApart;
  private final int apart;

  /** Where each output's left middle sample is, counted from the origin. */
  private final int[] column;

  private final float[] place;
  private final float[] padded;
  private final float[] analysed;
  private final float[] ring;
  private int loaded;
  private int found;

  /**
   * Rows for the outputs {@code first} to {@code first + outputs - 1}.
   *
   * @param firstRow the row above the first output row
   */
  EdgeRows(Plane in, AxisMapping x, int first, int outputs, int firstRow, EdgeKernels kernels) {
    this.in = in;
    this.kernels = kernels;
    this.outputs = outputs;
    origin = Math.toIntExact(x.floor(first));
    EdgeBuffers buffers = EdgeBuffers.ofThread();
    column = buffers.column(outputs);
    place = buffers.place(outputs + RowKernels.SLACK);
    for (int o = 0; o < outputs; o++) {
      column[o] = Math.toIntExact(x.floor(first + o)) - origin;
      place[o] = (float) ((double) x.remainder(first + o) / x.denominator());
    }
    paddedWidth = column[outputs - 1] + SPAN;
    paddedApart = paddedWidth + RowKernels.SLACK;
    apart = outputs + RowKernels.SLACK;
    padded = buffers.padded(SPAN * paddedApart + RowKernels.SLACK);
    analysed = buffers.analysed(EdgeKernels.ANALYSED * paddedApart);
    ring = buffers.ring(SPAN * SUB_ROWS * apart);
    loaded = firstRow - 1;
    found = firstRow;
  }

  /** Floats between sub-rows. */
  int apart() {
    return apart;
  }

  /** Makes ready the output rows that lie at or below this input row, and above the next. */
  void reach(int row) {
    while (loaded <= row + 2) {
      load(loaded);
      bringTaps(loaded);
      loaded++;
    }
    while (found <= row + 1) {
      analyse(found);
      found++;
    }
  }

  /**
   * One output row before sharpening.
   *
   * @param row the input row at or above it, which must be {@link #reach}ed
   * @param y from there to the output row, 0 to 1
   */
  void upscale(int row, float y, float[] work, float[] out, int outAt) {
    int tap = 1;
    int upper = ringAt(row);
    int lower = ringAt(row + 1);
    int edges = SPAN * apart;
    kernels.shape(ring, upper + edges, lower + edges, y, work, apart, outputs);
    addTaps(ringAt(row - 1) + tap * apart, 0, -1 - y, work);
    addTaps(upper, -1, -y, work);
    addTaps(upper + 2 * apart, 1, -y, work);
    addTaps(lower, -1, 1 - y, work);
    addTaps(lower + 2 * apart, 1, 1 - y, work);
    addTaps(ringAt(row + 2) + tap * apart, 0, 2 - y, work);
    kernels.settle(
        ring, upper + tap * apart, lower + tap * apart, apart, work, out, outAt, outputs);
  }

  private void addTaps(int at, int left, float dy, float[] work) {
    kernels.addTaps(ring, at, apart, place, left, dy, work, outputs);
  }

  /** Element 0 of the padded row is the sample before the origin. */
  private void load(int row) {
    int at = paddedAt(row);
    int start = in.rowStart(Math.clamp(row, 0, in.height() - 1));
    int last = in.width() - 1;
    int left = origin - 1;
    byte[] samples = in.samples();
    int from = Math.clamp(left, 0, last);
    int to = Math.clamp((long) left + paddedWidth, from + 1, last + 1);
    RowMath.toFloat(samples, start + from, padded, at + from - left, to - from);
    Arrays.fill(padded, at, at + from - left, padded[at + from - left]);
    int end = at + to - left;
    Arrays.fill(padded, end, at + paddedApart, padded[end - 1]);
  }

  private void bringTaps(int row) {
    int from = paddedAt(row);
    int to = ringAt(row);
    for (int k = 0; k < SPAN; k++) {
      for (int o = 0; o < outputs; o++) {
        ring[to + o] = padded[from + column[o] + k];
      }
      to += apart;
    }
  }

  private void analyse(int row) {
    kernels.analyse(
        padded,
        paddedAt(row - 1) + 1,
        paddedAt(row) + 1,
        paddedAt(row + 1) + 1,
        analysed,
        paddedApart,
        paddedWidth - 2);
    int to = ringAt(row) + SPAN * apart;
    for (int s = 0; s < EdgeKernels.ANALYSED; s++) {
      int from = s * paddedApart;
      for (int o = 0; o < outputs; o++) {
        float left = analysed[from + column[o]];
        ring[to + o] = left + (analysed[from + column[o] + 1] - left) * place[o];
      }
      to += apart;
    }
  }

  private int ringAt(int row) {
    return Math.floorMod(row, SPAN) * SUB_ROWS * apart;
  }

  private int paddedAt(int row) {
    return Math.floorMod(row, SPAN) * paddedApart;
  }
}
