package dev.p2c2g.imaging;

import java.util.Arrays;

/**
 * Input rows filtered along x, kept in a ring for as long as the filter along y needs them. Rows
 * are asked for from the top down.
 */
final class FilteredRows {
  private final Plane in;
  private final AxisFilter across;
  private final AxisFilter down;
  private final RowLayout layout;
  private final RowKernels kernels = Rows.active();
  private final int left;
  private final int paddedWidth;
  private final float[] padded;
  private final float[] ring;
  private final int[] rowAt;
  private final int[] tapAt;
  private int nextRow;

  FilteredRows(Plane in, AxisMapping x, AxisKernel kernel, int width, AxisFilter down) {
    this.in = in;
    this.down = down;
    layout = RowLayout.of(x, width);
    across = FilterCache.get(kernel, x, layout.outputs());
    left = across.first(0);
    paddedWidth = across.first(across.count() - 1) + across.taps() - left;
    Scratch scratch = Scratch.ofThread();
    int ringLength = down.taps() * layout.length() + RowKernels.SLACK;
    padded = scratch.padded(paddedWidth + RowKernels.SLACK);
    ring = scratch.ring(ringLength);
    rowAt = new int[down.taps()];
    tapAt = new int[across.taps()];
    nextRow = clampRow(down.first(0));
  }

  RowLayout layout() {
    return layout;
  }

  /** Floats of a row in its layout. */
  int length() {
    return layout.length();
  }

  /** Output row y, filtered along both axes, in this layout. */
  void sum(int y, float[] out) {
    int first = down.first(y);
    int taps = down.taps();
    filterUpTo(clampRow(first + taps - 1));
    for (int k = 0; k < taps; k++) {
      rowAt[k] = clampRow(first + k) % taps * length();
    }
    int count = length() - RowKernels.SLACK;
    kernels.weightedSum(ring, rowAt, down.weights(y), out, 0, count);
  }

  private int clampRow(int y) {
    return Math.clamp(y, 0, in.height() - 1);
  }

  private void filterUpTo(int last) {
    for (; nextRow <= last; nextRow++) {
      pad(nextRow);
      int ringAt = nextRow % down.taps() * length();
      if (layout.phased()) {
        filterPhases(ringAt);
      } else {
        filterEach(ringAt);
      }
    }
  }

  /** Input row y from sample {@code left} on, the edge samples repeated outside. */
  private void pad(int y) {
    int from = Math.clamp(left, 0, in.width() - 1);
    int to = Math.clamp((long) left + paddedWidth, from + 1, in.width());
    RowMath.toFloat(in.samples(), in.rowStart(y) + from, padded, from - left, to - from);
    Arrays.fill(padded, 0, from - left, padded[from - left]);
    int end = to - left;
    Arrays.fill(padded, end, paddedWidth + RowKernels.SLACK, padded[end - 1]);
  }

  private void filterPhases(int ringAt) {
    for (int phase = 0; phase < layout.phases(); phase++) {
      for (int k = 0; k < tapAt.length; k++) {
        tapAt[k] = across.first(phase) - left + k;
      }
      int outAt = ringAt + phase * layout.apart();
      kernels.weightedSum(padded, tapAt, across.weights(phase), ring, outAt, layout.perPhase());
    }
  }

  private void filterEach(int ringAt) {
    for (int o = 0; o < across.count(); o++) {
      int at = across.first(o) - left;
      ring[ringAt + o] = RowMath.weightedSumAt(padded, at, across.weights(o));
    }
  }
}
