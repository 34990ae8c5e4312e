package dev.p2c2g.imaging;

import java.util.Arrays;

/**
 * Filters along x, then along y, in 32-bit floats between. Rows filtered along x are kept in a ring
 * as long as the y filter needs them.
 *
 * <p>Where x grows by a whole number, a row is held phase by phase, so that neighbours in memory
 * share their weights and the filter runs a vector at a time; the phases are interleaved when
 * rounded to bytes.
 */
record SeparableUpscaler(String name, AxisKernel kernel) implements Upscaler {
  private static final int MAX_PHASES = 4;

  @Override
  public void upscale(Plane in, Mapping mapping, Plane out) {
    if (mapping.isCopy() && copiesInside(in, mapping, out)) {
      copy(in, mapping, out);
      return;
    }
    new Pass(in, mapping, out).run();
  }

  private static boolean copiesInside(Plane in, Mapping mapping, Plane out) {
    return mapping.x().floor(0) >= 0
        && mapping.y().floor(0) >= 0
        && mapping.x().floor(out.width() - 1) < in.width()
        && mapping.y().floor(out.height() - 1) < in.height();
  }

  private static void copy(Plane in, Mapping mapping, Plane out) {
    int x = Math.toIntExact(mapping.x().floor(0));
    int y = Math.toIntExact(mapping.y().floor(0));
    out.copyFrom(in.view(new Region(x, y, out.width(), out.height())));
  }

  /** The work on one plane. */
  private final class Pass {
    private final Plane in;
    private final Plane out;
    private final boolean phased;
    private final int phases;
    private final int perPhase;
    private final AxisFilter across;
    private final AxisFilter down;
    private final int left;
    private final int paddedWidth;
    private final int rowLength;
    private final Scratch scratch;
    private int filteredRows;

    Pass(Plane in, Mapping mapping, Plane out) {
      this.in = in;
      this.out = out;
      int scale = mapping.x().wholeScale();
      phased = scale >= 1 && scale <= MAX_PHASES;
      phases = phased ? scale : 1;
      perPhase = (out.width() + phases - 1) / phases;
      across = FilterCache.get(kernel, mapping.x(), perPhase * phases);
      down = FilterCache.get(kernel, mapping.y(), out.height());
      left = across.first(0);
      paddedWidth = across.first(across.count() - 1) + across.taps() - left;
      rowLength = phased ? phases * (perPhase + RowMath.SLACK) : out.width() + RowMath.SLACK;
      scratch = Scratch.ofThread();
      filteredRows = clampRow(down.first(0));
    }

    void run() {
      int taps = down.taps();
      int[] at = new int[taps];
      float[] padded = scratch.padded(paddedWidth + RowMath.SLACK);
      float[] ring = scratch.ring(taps * rowLength + RowMath.SLACK);
      float[] sum = scratch.sum(rowLength + RowMath.SLACK);
      for (int y = 0; y < out.height(); y++) {
        filterRowsUpTo(clampRow(down.first(y) + taps - 1), padded, ring);
        for (int k = 0; k < taps; k++) {
          at[k] = clampRow(down.first(y) + k) % taps * rowLength;
        }
        RowMath.weightedSum(ring, at, down.weights(y), sum, 0, rowLength - RowMath.SLACK);
        store(sum, y);
      }
    }

    private int clampRow(int y) {
      return Math.clamp(y, 0, in.height() - 1);
    }

    private void filterRowsUpTo(int last, float[] padded, float[] ring) {
      for (; filteredRows <= last; filteredRows++) {
        pad(filteredRows, padded);
        filterAcross(padded, ring, filteredRows % down.taps() * rowLength);
      }
    }

    /** Input row y from sample {@code left} on, the edge samples repeated outside. */
    private void pad(int y, float[] padded) {
      int from = Math.clamp(left, 0, in.width() - 1);
      int to = Math.clamp((long) left + paddedWidth, from + 1, in.width());
      RowMath.toFloat(in.samples(), in.rowStart(y) + from, padded, from - left, to - from);
      Arrays.fill(padded, 0, from - left, padded[from - left]);
      int end = to - left;
      Arrays.fill(padded, end, paddedWidth + RowMath.SLACK, padded[end - 1]);
    }

    private void filterAcross(float[] padded, float[] ring, int ringAt) {
      if (!phased) {
        for (int o = 0; o < out.width(); o++) {
          ring[ringAt + o] =
              RowMath.weightedSumAt(padded, across.first(o) - left, across.weights(o));
        }
        return;
      }
      int[] at = new int[across.taps()];
      for (int phase = 0; phase < phases; phase++) {
        for (int k = 0; k < at.length; k++) {
          at[k] = across.first(phase) - left + k;
        }
        int outAt = ringAt + phase * (perPhase + RowMath.SLACK);
        RowMath.weightedSum(padded, at, across.weights(phase), ring, outAt, perPhase);
      }
    }

    private void store(float[] sum, int y) {
      byte[] bytes = out.samples();
      int at = out.rowStart(y);
      int apart = perPhase + RowMath.SLACK;
      switch (phases) {
        case 1 -> RowMath.toBytes(sum, bytes, at, out.width());
        case 2 -> RowMath.interleave2(sum, apart, scratch.pairs(perPhase), bytes, at, out.width());
        default -> RowMath.interleave(sum, apart, phases, bytes, at, out.width());
      }
    }
  }
}
