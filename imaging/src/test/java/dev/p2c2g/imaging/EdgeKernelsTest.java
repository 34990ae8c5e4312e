package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector loops against their scalar twins, to the bit, at lengths around a vector's width. */
class EdgeKernelsTest {
  private static final int APART = 200 + RowKernels.SLACK;
  private static final int ROOM = 8 * APART;

  private final EdgeKernels scalar = new ScalarEdges();
  private final EdgeKernels vector = new VectorEdges();
  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 15, 16, 17, 31, 33, 64, 100, 127, 199})
  void vectorLoopsGiveTheScalarOnesNumbers(int n) {
    float[] in = levels();
    float[] expected = new float[ROOM];
    float[] found = new float[ROOM];
    scalar.analyse(in, 3, APART + 1, 2 * APART + 2, expected, APART, n);
    vector.analyse(in, 3, APART + 1, 2 * APART + 2, found, APART, n);
    requireSame(expected, found, EdgeKernels.ANALYSED, n);
    checkUpscaling(in, expected, n);
    scalar.sharpen(in, 3, APART + 1, 2 * APART + 2, expected, n);
    vector.sharpen(in, 3, APART + 1, 2 * APART + 2, found, n);
    requireSame(expected, found, 1, n);
  }

  private void checkUpscaling(float[] in, float[] edges, int n) {
    float[] x = new float[APART];
    for (int i = 0; i < APART; i++) {
      x[i] = random.nextFloat();
    }
    float[] expected = new float[ROOM];
    float[] found = new float[ROOM];
    float y = random.nextFloat();
    scalar.shape(edges, 0, 1, y, expected, APART, n);
    vector.shape(edges, 0, 1, y, found, APART, n);
    requireSame(expected, found, EdgeKernels.WORK, n);
    for (int left = -1; left <= 1; left++) {
      scalar.addTaps(in, left + 5, APART, x, left, 1 - y, expected, n);
      vector.addTaps(in, left + 5, APART, x, left, 1 - y, found, n);
      requireSame(expected, found, EdgeKernels.WORK, n);
    }
    float[] settled = new float[ROOM];
    float[] foundSettled = new float[ROOM];
    scalar.settle(in, 2, APART + 3, APART, expected, settled, 0, n);
    vector.settle(in, 2, APART + 3, APART, found, foundSettled, 0, n);
    requireSame(settled, foundSettled, 1, n);
  }

  private static void requireSame(float[] expected, float[] found, int subRows, int n) {
    for (int s = 0; s < subRows; s++) {
      for (int i = 0; i < n; i++) {
        assertThat(found[s * APART + i]).as("%d of %d", i, s).isEqualTo(expected[s * APART + i]);
      }
    }
  }

  /** Half of them in flat stretches, where a gradient has no direction. */
  private float[] levels() {
    float[] values = new float[ROOM];
    for (int i = 0; i < ROOM; i++) {
      values[i] = i / 20 % 2 == 0 ? 90 : random.nextInt(256);
    }
    return values;
  }
}
