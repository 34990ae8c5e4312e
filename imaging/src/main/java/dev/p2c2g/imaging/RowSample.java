package dev.p2c2g.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A little of every loop, to compile and time a set of {@link RowKernels} with. */
final class RowSample {
  private final int length;
  private final float[] in;
  private final float[] out;
  private final byte[] bytes;
  private final int[] ints;
  private final short[] shorts;
  private final short[] others;
  private final int[] pixels;
  private final EdgeSample edges;
  private final int[] at = {0, 1, 2, 3, 4, 5, 6, 7};
  private final float[][] weights = {new float[4], new float[6], new float[8]};

  /** Each on its own, as in use: all in one would be more than the compiler inlines. */
  private final List<Consumer<RowKernels>> loops =
      List.of(this::sums, this::bytes, this::doubling, this::colour);

  RowSample(int length) {
    this.length = length;
    int room = 2 * (length + RowKernels.SLACK);
    in = new float[room];
    out = new float[room];
    bytes = new byte[room];
    ints = new int[length + 2];
    shorts = new short[room];
    others = new short[room];
    pixels = new int[room];
    edges = new EdgeSample(length);
    for (int i = 0; i < room; i++) {
      in[i] = i * 37 % 256;
    }
    for (float[] row : weights) {
      Arrays.fill(row, 1f / row.length);
    }
  }

  /** Runs everything so many times. */
  void run(RowKernels kernels, int times) {
    for (int i = 0; i < times; i++) {
      loops.forEach(loop -> loop.accept(kernels));
    }
  }

  private void sums(RowKernels kernels) {
    for (float[] row : weights) {
      kernels.weightedSum(in, at, row, out, 0, length);
    }
  }

  private void bytes(RowKernels kernels) {
    kernels.toBytes(out, bytes, 0, length);
    kernels.interleave2(out, 0, length / 2, bytes, 0, length);
  }

  private void doubling(RowKernels kernels) {
    kernels.doubleDown(bytes, at, shorts, others, 0, length);
    kernels.doubleAcross(shorts, bytes, 0, length / 2);
  }

  private void colour(RowKernels kernels) {
    kernels.spread(ints, shorts, length);
    kernels.rgb(ints, shorts, shorts, pixels, 0);
    edges.run(kernels.edges());
  }
}
