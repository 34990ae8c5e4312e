package dev.p2c2g.imaging;

import java.util.Arrays;

/** A little of every loop, to compile and time a set of {@link RowKernels} with. */
final class RowSample {
  private final int length;
  private final float[] in;
  private final float[] out;
  private final float[] least;
  private final float[] greatest;
  private final byte[] bytes;
  private final int[] ints;
  private final short[] shorts;
  private final int[] pixels;
  private final EdgeSample edges;
  private final int[] at = {0, 1, 2, 3, 4, 5, 6, 7};
  private final float[][] weights = {new float[4], new float[6], new float[8]};

  RowSample(int length) {
    this.length = length;
    int room = 2 * (length + RowKernels.SLACK);
    in = new float[room];
    out = new float[room];
    least = new float[room];
    greatest = new float[room];
    bytes = new byte[room];
    ints = new int[length + 2];
    shorts = new short[room];
    pixels = new int[room];
    edges = new EdgeSample(length);
    for (int i = 0; i < room; i++) {
      in[i] = i * 37 % 256;
    }
    for (float[] row : weights) {
      Arrays.fill(row, 1f / row.length);
    }
  }

  /** How long a set takes to run everything so many times. */
  long nanosFor(RowKernels kernels, int times) {
    long begin = System.nanoTime();
    for (int i = 0; i < times; i++) {
      run(kernels);
    }
    return System.nanoTime() - begin;
  }

  private void run(RowKernels kernels) {
    for (float[] row : weights) {
      kernels.weightedSum(in, at, row, out, 0, length);
    }
    kernels.neighbours(in, 0, least, greatest, 0, length);
    kernels.limit(least, greatest, 0, 0, out, length);
    kernels.toBytes(out, bytes, 0, length);
    kernels.interleave2(out, length / 2, bytes, 0, length);
    kernels.spread(ints, shorts, length);
    kernels.rgb(ints, shorts, shorts, pixels, 0);
    edges.run(kernels.edges());
  }
}
