package dev.p2c2g.imaging;

/** A little of every loop of {@link EdgeKernels}, for {@link RowSample}. */
final class EdgeSample {
  private final int length;
  private final int apart;
  private final float[] rows;
  private final float[] work;
  private final float[] out;

  EdgeSample(int length) {
    this.length = length;
    apart = length + RowKernels.SLACK;
    rows = new float[(EdgeKernels.ANALYSED + 1) * apart];
    work = new float[EdgeKernels.WORK * apart];
    out = new float[EdgeKernels.ANALYSED * apart];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * 37 % 256;
    }
  }

  void run(EdgeKernels kernels) {
    kernels.analyse(rows, 1, apart + 1, 2 * apart + 1, out, apart, length);
    kernels.shape(rows, 0, apart, 0.25f, work, apart, length);
    kernels.addTaps(rows, 0, apart, out, -1, 0.75f, work, length);
    kernels.addTaps(rows, apart, apart, out, 1, -0.25f, work, length);
    kernels.settle(rows, 0, apart, apart, work, out, 0, length);
    kernels.sharpen(rows, 1, apart + 1, 2 * apart + 1, out, length);
  }
}
