package dev.p2c2g.imaging;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of floats rounded to bytes, their phases taken in turns. Adding 1.5 * 2^23 to a float leaves
 * its nearest integer in the low bits, which saves a conversion; what is left of a row after whole
 * vectors is rounded by the same rule.
 */
final class RowPacking {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(16 * LANES));

  /** Eight lanes make the smallest vector of bytes there is; narrower machines round one by one. */
  private static final boolean BYTES_FIT = LANES >= 8;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * Math.max(LANES, 8)));

  private static final float MAGIC = 12_582_912f;
  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  private RowPacking() {}

  /** A row in its natural order: n outputs. */
  static void toBytes(float[] in, byte[] out, int outAt, int n) {
    int i = 0;
    for (; BYTES_FIT && i + LANES <= n; i += LANES) {
      IntVector level = levels(in, i);
      ((ByteVector) level.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
    }
    for (; i < n; i++) {
      out[outAt + i] = (byte) level(in[i]);
    }
  }

  /** Two phases, the second {@code apart} after the first, taken in turns: n outputs. */
  static void interleave2(float[] in, int apart, byte[] out, int outAt, int n) {
    int i = 0;
    for (; 2 * (i + LANES) <= n; i += LANES) {
      IntVector pair = levels(in, i).or(levels(in, apart + i).lanewise(VectorOperators.LSHL, 8));
      ShortVector packed = (ShortVector) pair.convertShape(VectorOperators.I2S, SHORTS, 0);
      packed.reinterpretAsBytes().intoArray(out, outAt + 2 * i);
    }
    interleaveFrom(i, in, apart, 2, out, outAt, n);
  }

  /** Any number of phases, each {@code apart} after the one before, taken in turns: n outputs. */
  static void interleave(float[] in, int apart, int phases, byte[] out, int outAt, int n) {
    interleaveFrom(0, in, apart, phases, out, outAt, n);
  }

  private static void interleaveFrom(
      int first, float[] in, int apart, int phases, byte[] out, int outAt, int n) {
    for (int phase = 0; phase < phases; phase++) {
      int from = phase * apart + first;
      for (int i = first * phases + phase; i < n; i += phases, from++) {
        out[outAt + i] = (byte) level(in[from]);
      }
    }
  }

  private static IntVector levels(float[] in, int at) {
    return FloatVector.fromArray(FLOATS, in, at)
        .add(MAGIC)
        .reinterpretAsInts()
        .sub(MAGIC_BITS)
        .max(0)
        .min(255);
  }

  private static int level(float value) {
    int nearest = Float.floatToRawIntBits(value + MAGIC) - MAGIC_BITS;
    return Math.min(Math.max(nearest, 0), 255);
  }
}
