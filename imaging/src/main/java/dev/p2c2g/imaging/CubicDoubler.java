package dev.p2c2g.imaging;

import java.util.Arrays;

/**
 * The cubic at exactly twice the size, in 16-bit integers. There its outputs lie a quarter sample
 * off the input's, where the weights of Catmull and Rom are whole: -9, 111, 29 and -3 in 128. Two
 * output rows come of the same four input rows, along y first, held in half levels between.
 */
final class CubicDoubler {
  /** Samples that the filter reaches past the one it is nearest to. */
  private static final int REACH = 2;

  private final Plane in;
  private final Plane out;
  private final Mapping mapping;
  private final RowKernels kernels = Rows.active();

  /** Input sample that the first output of a row is nearest to, and how many such there are. */
  private final int firstSample;

  private final int samples;

  /**
   * 1 where the first output lies right of its nearest sample, so that the left one is not ours.
   */
  private final int skip;

  private final int[] rowAt = new int[4];
  private final short[] upper;
  private final short[] lower;
  private final byte[] doubled;

  private CubicDoubler(Plane in, Mapping mapping, Plane out) {
    this.in = in;
    this.out = out;
    this.mapping = mapping;
    skip = isAfterItsSample(mapping.x(), 0) ? 1 : 0;
    firstSample = Math.toIntExact(mapping.x().floor(0)) + 1 - skip;
    samples = (skip + out.width() + 1) / 2;
    Scratch scratch = Scratch.ofThread();
    upper = scratch.upper(samples + 2 * REACH);
    lower = scratch.lower(samples + 2 * REACH);
    doubled = scratch.doubled(2 * samples);
  }

  /** Whether both axes are doubled, any part of the output being wanted. */
  static boolean fits(Mapping mapping) {
    return fits(mapping.x()) && fits(mapping.y());
  }

  private static boolean fits(AxisMapping axis) {
    return axis.wholeScale() == 2
        && 4 * axis.remainder(0) % axis.denominator() == 0
        && axis.remainder(0) * 4 / axis.denominator() % 2 == 1;
  }

  static void upscale(Plane in, Mapping mapping, Plane out, Runnable beforeRows) {
    new CubicDoubler(in, mapping, out).run(beforeRows);
  }

  private void run(Runnable beforeRows) {
    long between = Long.MIN_VALUE;
    for (int y = 0; y < out.height(); y++) {
      if (y % Upscaler.ROWS_BETWEEN_CHECKS == 0) {
        beforeRows.run();
      }
      long above = mapping.y().floor(y);
      if (above != between) {
        filterDown(Math.toIntExact(above));
        between = above;
      }
      filterAcross(isAfterItsSample(mapping.y(), y) ? upper : lower, out.rowStart(y));
    }
  }

  private void filterAcross(short[] row, int outAt) {
    if (2 * samples == out.width()) {
      kernels.doubleAcross(row, out.samples(), outAt, samples);
    } else {
      kernels.doubleAcross(row, doubled, 0, samples);
      System.arraycopy(doubled, skip, out.samples(), outAt, out.width());
    }
  }

  private static boolean isAfterItsSample(AxisMapping axis, int output) {
    return 2 * axis.remainder(output) < axis.denominator();
  }

  /** The two output rows between input row {@code above} and the next, the edges repeated. */
  private void filterDown(int above) {
    int left = firstSample - REACH;
    int end = samples + 2 * REACH;
    int from = Math.clamp(left, 0, in.width() - 1);
    int to = Math.clamp((long) left + end, from + 1, in.width());
    for (int k = 0; k < rowAt.length; k++) {
      rowAt[k] = in.rowStart(Math.clamp(above - 1L + k, 0, in.height() - 1)) + from;
    }
    kernels.doubleDown(in.samples(), rowAt, upper, lower, from - left, to - from);
    repeatEdges(upper, from - left, to - left, end);
    repeatEdges(lower, from - left, to - left, end);
  }

  private static void repeatEdges(short[] row, int from, int to, int end) {
    Arrays.fill(row, 0, from, row[from]);
    Arrays.fill(row, to, end, row[to - 1]);
  }
}
