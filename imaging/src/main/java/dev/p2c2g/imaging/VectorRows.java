package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link ScalarRows} in the Vector API, of any width; four times as quick once
 * compiled, a thousand times slower before. Products and sums are rounded apart: a fused
 * multiply-add is slow where the processor has none.
 */
final class VectorRows implements RowKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(16 * LANES));
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> HALVES =
      VectorSpecies.of(short.class, VectorShape.forBitSize(16 * INTS.length()));

  /** Eight lanes make the smallest vector of bytes there is; narrower machines round one by one. */
  private static final boolean BYTES_FIT = LANES >= 8;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * Math.max(LANES, 8)));

  private static final float MAGIC = 12_582_912f;
  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  private final EdgeKernels edges = new VectorEdges();

  @Override
  public String name() {
    return "vector of " + LANES;
  }

  @Override
  public EdgeKernels edges() {
    return edges;
  }

  @Override
  public void weightedSum(float[] in, int[] at, float[] weights, float[] out, int outAt, int n) {
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
    for (int i = 0; i < n; i += LANES) {
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
    for (int i = 0; i < n; i += LANES) {
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
    for (int i = 0; i < n; i += LANES) {
      load(in, a0 + i)
          .mul(w[k])
          .add(load(in, a1 + i).mul(w[k + 1]))
          .add(load(out, outAt + i))
          .intoArray(out, outAt + i);
    }
  }

  private static FloatVector load(float[] array, int at) {
    return FloatVector.fromArray(FLOATS, array, at);
  }

  @Override
  public void toBytes(float[] in, byte[] out, int outAt, int n) {
    int i = 0;
    for (; BYTES_FIT && i + LANES <= n; i += LANES) {
      IntVector level = levels(in, i);
      ((ByteVector) level.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
    }
    for (; i < n; i++) {
      out[outAt + i] = (byte) ScalarRows.level(in[i]);
    }
  }

  @Override
  public void interleave2(float[] in, int at, int apart, byte[] out, int outAt, int n) {
    int i = 0;
    for (; 2 * (i + LANES) <= n; i += LANES) {
      IntVector pair =
          levels(in, at + i).or(levels(in, at + apart + i).lanewise(VectorOperators.LSHL, 8));
      ShortVector packed = (ShortVector) pair.convertShape(VectorOperators.I2S, SHORTS, 0);
      packed.reinterpretAsBytes().intoArray(out, outAt + 2 * i);
    }
    ScalarRows.interleaveFrom(i, in, at, apart, 2, out, outAt, n);
  }

  @Override
  public void doubleDown(byte[] in, int[] rowAt, short[] upper, short[] lower, int at, int n) {
    VectorDoubling.down(in, rowAt, upper, lower, at, n);
  }

  @Override
  public void doubleAcross(short[] row, byte[] out, int outAt, int n) {
    VectorDoubling.across(row, out, outAt, n);
  }

  @Override
  public void spread(int[] quarters, short[] row, int n) {
    int x = 0;
    for (; x + INTS.length() <= n; x += INTS.length()) {
      IntVector near = IntVector.fromArray(INTS, quarters, x + 1).mul(3);
      IntVector left = near.add(IntVector.fromArray(INTS, quarters, x));
      IntVector right = near.add(IntVector.fromArray(INTS, quarters, x + 2));
      // side by side, as the two halves of an int
      left.or(right.lanewise(LSHL, 16)).reinterpretAsShorts().intoArray(row, 2 * x);
    }
    ScalarRows.spreadFrom(x, quarters, row, n);
  }

  @Override
  public void rgb(int[] luma, short[] cbs, short[] crs, int[] out, int at) {
    int x = 0;
    for (; x + INTS.length() <= luma.length; x += INTS.length()) {
      IntVector base = IntVector.fromArray(INTS, luma, x).lanewise(LSHL, 16).add(32768);
      IntVector cb = chroma(cbs, x);
      IntVector cr = chroma(crs, x);
      IntVector r = level(base.add(cr.mul(5743)));
      IntVector g = level(base.sub(cb.mul(1410)).sub(cr.mul(2925)));
      IntVector b = level(base.add(cb.mul(7258)));
      r.lanewise(LSHL, 16).or(g.lanewise(LSHL, 8)).or(b).intoArray(out, at + x);
    }
    ScalarRows.rgbFrom(x, luma, cbs, crs, out, at);
  }

  private static IntVector chroma(short[] row, int x) {
    ShortVector sixteenths = ShortVector.fromArray(HALVES, row, x);
    return ((IntVector) sixteenths.convertShape(VectorOperators.S2I, INTS, 0)).sub(2048);
  }

  private static IntVector level(IntVector value) {
    return value.lanewise(VectorOperators.ASHR, 16).max(0).min(255);
  }

  private static IntVector levels(float[] in, int at) {
    return FloatVector.fromArray(FLOATS, in, at)
        .add(MAGIC)
        .reinterpretAsInts()
        .sub(MAGIC_BITS)
        .max(0)
        .min(255);
  }
}
