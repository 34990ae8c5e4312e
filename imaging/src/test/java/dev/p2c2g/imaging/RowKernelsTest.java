package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector loops against their scalar twins, at lengths around the width of a vector. */
class RowKernelsTest {
  private static final int ROOM = 2 * (200 + RowKernels.SLACK);

  private final RowKernels scalar = new ScalarRows();
  private final RowKernels vector = new VectorRows();
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 15, 16, 17, 31, 33, 64, 100, 127, 199})
  void vectorLoopsGiveTheScalarOnesNumbers(int n) {
    for (int taps = 4; taps <= 12; taps += 2) {
      checkSum(n, taps);
    }
    checkBytes(n);
    checkColour(n);
    for (int run = 0; run < 20; run++) {
      checkDoubling(n);
    }
  }

  private void checkSum(int n, int taps) {
    float[] in = floats();
    float[] weights = new float[taps];
    int[] at = new int[taps];
    for (int k = 0; k < taps; k++) {
      weights[k] = random.nextFloat() - 0.5f;
      at[k] = random.nextInt(40);
    }
    float[] expected = new float[ROOM];
    float[] found = new float[ROOM];
    scalar.weightedSum(in, at, weights, expected, 3, n);
    vector.weightedSum(in, at, weights, found, 3, n);
    for (int i = 3; i < n + 3; i++) {
      assertThat(found[i]).as("%d taps, output %d", taps, i).isEqualTo(expected[i]);
    }
  }

  private void checkBytes(int n) {
    float[] in = floats();
    byte[] expected = new byte[ROOM];
    byte[] found = new byte[ROOM];
    scalar.toBytes(in, expected, 1, n);
    vector.toBytes(in, found, 1, n);
    assertThat(found).isEqualTo(expected);
    scalar.interleave2(in, 0, 150, expected, 1, n);
    vector.interleave2(in, 0, 150, found, 1, n);
    assertThat(found).isEqualTo(expected);
  }

  /** Black and white pixels are common, so that the greatest sums occur. */
  private void checkDoubling(int n) {
    byte[] in = new byte[4 * n + 6];
    for (int i = 0; i < in.length; i++) {
      in[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
    }
    int[] rowAt = {3, n + 4, 2 * n + 5, 3 * n + 6};
    short[][] expected = {new short[n + 4], new short[n + 4]};
    short[][] found = {new short[n + 4], new short[n + 4]};
    scalar.doubleDown(in, rowAt, expected[0], expected[1], 2, n);
    vector.doubleDown(in, rowAt, found[0], found[1], 2, n);
    assertThat(found).isDeepEqualTo(expected);
    byte[] expectedLevels = new byte[2 * n + 1];
    byte[] foundLevels = new byte[2 * n + 1];
    scalar.doubleAcross(expected[1], expectedLevels, 1, n);
    vector.doubleAcross(expected[1], foundLevels, 1, n);
    assertThat(foundLevels).isEqualTo(expectedLevels);
  }

  private void checkColour(int n) {
    int[] quarters = random.ints(n + 2, 0, 1021).toArray();
    short[] expected = new short[2 * n];
    short[] found = new short[2 * n];
    scalar.spread(quarters, expected, n);
    vector.spread(quarters, found, n);
    assertThat(found).isEqualTo(expected);
    int[] luma = random.ints(2L * n, 0, 256).toArray();
    int[] expectedPixels = new int[2 * n];
    int[] foundPixels = new int[2 * n];
    scalar.rgb(luma, expected, expected, expectedPixels, 0);
    vector.rgb(luma, expected, expected, foundPixels, 0);
    assertThat(foundPixels).isEqualTo(expectedPixels);
  }

  /** Levels, some of them outside 0 to 255. */
  private float[] floats() {
    float[] values = new float[ROOM];
    for (int i = 0; i < ROOM; i++) {
      values[i] = random.nextFloat() * 300 - 20;
    }
    return values;
  }
}
