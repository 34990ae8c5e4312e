package dev.p2c2g.imaging;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of separable filtering. Lengths of {@link #weightedSum} are rounded up to whole
 * vectors, so arrays need {@link #SLACK} spare elements, and no sample's arithmetic depends on its
 * place in a row. Products and sums are rounded apart: a fused multiply-add is slow where the
 * processor has none.
 */
final class RowMath {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  /** Elements that may be read or written past the end of a row. */
  static final int SLACK = 64;

  private RowMath() {}

  /** {@code out[outAt + i] = sum over k of weights[k] * in[at[k] + i]}, for i below n or more. */
  static void weightedSum(float[] in, int[] at, float[] weights, float[] out, int outAt, int n) {
    if (weights.length == 4) {
      sum4(in, at, weights, out, outAt, n);
      return;
    }
    sum6(in, at, weights, out, outAt, n);
    for (int k = 6; k < weights.length; k += 2) {
      addSum2(in, at, weights, k, out, outAt, n);
    }
  }

  private static void sum4(float[] in, int[] at, float[] w, float[] out, int outAt, int n) {
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    for (int i = 0; i < n; i += LANES.length()) {
      FloatVector left = load(in, a0 + i).mul(w[0]).add(load(in, a1 + i).mul(w[1]));
      FloatVector right = load(in, a2 + i).mul(w[2]).add(load(in, a3 + i).mul(w[3]));
      left.add(right).intoArray(out, outAt + i);
    }
  }

  private static void sum6(float[] in, int[] at, float[] w, float[] out, int outAt, int n) {
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    int a4 = at[4];
    int a5 = at[5];
    for (int i = 0; i < n; i += LANES.length()) {
      FloatVector left =
          load(in, a0 + i)
              .mul(w[0])
              .add(load(in, a1 + i).mul(w[1]))
              .add(load(in, a2 + i).mul(w[2]));
      FloatVector right =
          load(in, a3 + i)
              .mul(w[3])
              .add(load(in, a4 + i).mul(w[4]))
              .add(load(in, a5 + i).mul(w[5]));
      left.add(right).intoArray(out, outAt + i);
    }
  }

  private static void addSum2(
      float[] in, int[] at, float[] w, int k, float[] out, int outAt, int n) {
    int a0 = at[k];
    int a1 = at[k + 1];
    for (int i = 0; i < n; i += LANES.length()) {
      load(in, a0 + i)
          .mul(w[k])
          .add(load(in, a1 + i).mul(w[k + 1]))
          .add(load(out, outAt + i))
          .intoArray(out, outAt + i);
    }
  }

  /** The lesser and the greater of {@code in[at + i]} and its right neighbour. */
  static void neighbours(float[] in, int at, float[] least, float[] greatest, int outAt, int n) {
    for (int i = 0; i < n; i += LANES.length()) {
      FloatVector before = load(in, at + i);
      FloatVector after = load(in, at + 1 + i);
      VectorMask<Float> rising = before.lt(after);
      after.blend(before, rising).intoArray(least, outAt + i);
      before.blend(after, rising).intoArray(greatest, outAt + i);
    }
  }

  /** Brings values between the least of two rows and the greatest of two rows. */
  static void limit(float[] least, float[] greatest, int above, int below, float[] values, int n) {
    for (int i = 0; i < n; i += LANES.length()) {
      FloatVector low = load(least, above + i);
      FloatVector otherLow = load(least, below + i);
      low = low.blend(otherLow, otherLow.lt(low));
      FloatVector high = load(greatest, above + i);
      FloatVector otherHigh = load(greatest, below + i);
      high = high.blend(otherHigh, high.lt(otherHigh));
      FloatVector value = load(values, i);
      value = value.blend(low, value.lt(low));
      value.blend(high, high.lt(value)).intoArray(values, i);
    }
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(LANES, array, at);
  }

  /** One output by one, for grids where neighbours differ in phase. */
  static float weightedSumAt(float[] in, int at, float[] weights) {
    float even = 0;
    float odd = 0;
    for (int k = 0; k < weights.length; k += 2) {
      even += weights[k] * in[at + k];
      odd += weights[k + 1] * in[at + k + 1];
    }
    return even + odd;
  }

  static void toFloat(byte[] in, int inAt, float[] out, int outAt, int n) {
    for (int i = 0; i < n; i++) {
      out[outAt + i] = in[inAt + i] & 0xff;
    }
  }
}
