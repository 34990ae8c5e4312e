package dev.p2c2g.imaging.network;

import java.util.Arrays;

/** A little of every loop, to compile and time a set of {@link Kernels} with. */
final class KernelSample {
  private static final int COLUMNS = 128;
  private static final int STRIDE = COLUMNS + Network.SLACK;
  private static final int ROWS = 48;
  private static final int TIMES = 8;

  private final float[] a = new float[ROWS * STRIDE];
  private final int[] taps = new int[24];
  private final int[] rows = new int[Winograd.WINDOW];
  private final int[] restored = {40 * STRIDE, 41 * STRIDE, 42 * STRIDE, 43 * STRIDE};
  private final Block[] blocks = {block(4), block(6)};

  KernelSample() {
    for (int i = 0; i < a.length; i++) {
      a[i] = i * 37 % 256;
    }
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t / 3 * STRIDE + t % 3;
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i * STRIDE;
    }
  }

  private static Block block(int outputs) {
    float[] weights = new float[outputs * 8 * 9];
    Arrays.fill(weights, 0.01f);
    Convolution layer =
        new Convolution(8, outputs, 3, weights, new float[outputs], new float[outputs]);
    return Block.of(layer, 24, layer::tap)[0];
  }

  /** Runs everything a few times. */
  void runSome(Kernels kernels) {
    for (int i = 0; i < TIMES; i++) {
      run(kernels);
    }
  }

  private void run(Kernels kernels) {
    int out = 10 * STRIDE;
    for (Block block : blocks) {
      for (int j = 0; j < Winograd.WINDOW; j++) {
        kernels.convolve(a, taps, 0, block, out, STRIDE, COLUMNS);
      }
    }
    kernels.activate(a, out, 1, 0.5f, COLUMNS);
    kernels.transform(a, rows, out, STRIDE, COLUMNS);
    kernels.restore(a, out, STRIDE, 0, 0.5f, restored, COLUMNS);
    kernels.range(a, rows, out, out + STRIDE, COLUMNS - 2);
    kernels.limit(a, 20 * STRIDE, out, out + STRIDE, COLUMNS);
  }
}
