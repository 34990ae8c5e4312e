package dev.p2c2g.imaging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.p2c2g.imaging.kernels.KernelChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Doubles by the {@link LearnedFilter}. */
final class LearnedDoubler implements Doubler {
  private static final String FILE = "networks/learned.txt";
  private static final KernelChoice<FilterKernels> CHOICE =
      new KernelChoice<>(
          "learned filter", new ScalarFilter(), VectorFilter::new, FilterKernels::name);

  /** Rows kept of each term: the window's five, up to a power of two. */
  private static final int RING = 8;

  private static final int SUMS = 4;

  private final short[] coefficients;

  LearnedDoubler(LearnedFilter filter) {
    coefficients = filter.repeated();
  }

  /** With the project's own weights. */
  static LearnedDoubler load() {
    try (InputStream in = LearnedDoubler.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the program's jar");
      }
      List<Double> weights = new ArrayList<>();
      for (String word : new String(in.readAllBytes(), US_ASCII).strip().split("\\s+", -1)) {
        weights.add(Double.valueOf(word));
      }
      return new LearnedDoubler(new LearnedFilter(weights));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  /** One line for the log: which loops run, and why. */
  static String report() {
    return CHOICE.report();
  }

  /** Finds out which loops are quicker, in at most so long. */
  static void tune(long maxNanos) {
    LearnedDoubler doubler = load();
    Plane in = Plane.allocate(256, 16);
    Plane out = Plane.allocate(512, 32);
    CHOICE.tune(
        kernels -> {
          for (int i = 0; i < 10; i++) {
            doubler.twice(kernels, in, 0, 0, out, () -> {});
          }
        },
        maxNanos);
  }

  @Override
  public void twice(Plane in, int x, int y, Plane out, Runnable beforeRows) {
    twice(CHOICE.active(), in, x, y, out, beforeRows);
  }

  @Override
  public boolean staysNear() {
    return false;
  }

  void twice(FilterKernels kernels, Plane in, int x, int y, Plane out, Runnable beforeRows) {
    new Run(kernels, in, x, y, out).all(beforeRows);
  }

  /** One plane's work; rows are asked for from the top down. */
  private final class Run {
    private final FilterKernels kernels;
    private final Plane in;
    private final int x;
    private final int y;
    private final Plane out;
    private final int columns;
    private final int stride;
    private final short[] a;
    private final int paddedAt;
    private final int sumsAt;
    private final int[] rows = new int[Terms.COUNT * LearnedFilter.TAPS];
    private int nextRow;

    Run(FilterKernels kernels, Plane in, int x, int y, Plane out) {
      this.kernels = kernels;
      this.in = in;
      this.x = x;
      this.y = y;
      this.out = out;
      columns = (x + out.width() + 1) / 2 - x / 2;
      stride = columns + 2 * LearnedFilter.RADIUS + FilterKernels.SLACK;
      paddedAt = Terms.COUNT * RING * stride;
      sumsAt = paddedAt + stride;
      a = Scratch.ofThread().shorts(sumsAt + SUMS * stride);
      nextRow = clampRow(y / 2 - LearnedFilter.RADIUS);
    }

    void all(Runnable beforeRows) {
      int end = (y + out.height() + 1) / 2;
      for (int row = y / 2; row < end; row++) {
        if (row % Upscaler.ROWS_BETWEEN_CHECKS == 0 || row == y / 2) {
          beforeRows.run();
        }
        filter(row);
        store(row);
      }
    }

    private int clampRow(int row) {
      return Math.clamp(row, 0, in.height() - 1);
    }

    private int at(int term, int row) {
      return (term * RING + row % RING) * stride;
    }

    private void filter(int row) {
      combineUpTo(clampRow(row + LearnedFilter.RADIUS));
      for (int i = 0; i < rows.length; i++) {
        int tap = i % LearnedFilter.TAPS - LearnedFilter.RADIUS;
        rows[i] = at(i / LearnedFilter.TAPS, clampRow(row + tap));
      }
      kernels.sum(a, rows, 0, coefficients, sumsAt, sumsAt + stride, columns);
      int oddAt = sumsAt + 2 * stride;
      kernels.sum(a, rows, Terms.FIRST_ODD, coefficients, oddAt, oddAt + stride, columns);
    }

    private void combineUpTo(int last) {
      for (; nextRow <= last; nextRow++) {
        pad(nextRow);
        int centre = paddedAt + LearnedFilter.RADIUS;
        kernels.combine(a, centre, at(0, nextRow), RING * stride, columns);
      }
    }

    /** An input row less 128, the edge samples repeated outside. */
    private void pad(int row) {
      int first = x / 2 - LearnedFilter.RADIUS;
      int count = columns + 2 * LearnedFilter.RADIUS;
      int from = Math.clamp(first, 0, in.width() - 1);
      int to = Math.clamp((long) first + count, from + 1, in.width());
      int start = in.rowStart(row);
      byte[] samples = in.samples();
      int shift = paddedAt - first;
      for (int i = from; i < to; i++) {
        a[shift + i] = (short) ((samples[start + i] & 0xff) - 128);
      }
      Arrays.fill(a, paddedAt, shift + from, a[shift + from]);
      Arrays.fill(a, shift + to, paddedAt + count, a[shift + to - 1]);
    }

    private void store(int row) {
      int upper = 2 * row - y;
      if (2 * columns == out.width() && upper >= 0 && upper + 1 < out.height()) {
        int lowerAt = out.rowStart(upper + 1);
        kernels.outputs(a, sumsAt, stride, out.samples(), out.rowStart(upper), lowerAt, columns);
        return;
      }
      byte[] both = Scratch.ofThread().bytes(4 * columns);
      kernels.outputs(a, sumsAt, stride, both, 0, 2 * columns, columns);
      copy(both, 0, upper);
      copy(both, 2 * columns, upper + 1);
    }

    /** Leaves out what the output has no row for. */
    private void copy(byte[] both, int at, int row) {
      if (row >= 0 && row < out.height()) {
        System.arraycopy(both, at + x % 2, out.samples(), out.rowStart(row), out.width());
      }
    }
  }
}
