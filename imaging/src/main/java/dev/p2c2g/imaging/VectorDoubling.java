package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2S;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link ScalarDoubling} in the Vector API, to the same bits. What exceeds 16 bits on
 * the way is brought back by a bias before it is shifted. Written out, without methods that take
 * vectors: the compiler does not always see through those, and then each vector is an object.
 */
final class VectorDoubling {
  /** Twice a vector of bytes, of which 64 bits are the smallest there is. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(
          short.class,
          VectorShape.forBitSize(Math.max(128, ShortVector.SPECIES_PREFERRED.vectorBitSize())));

  private static final int LANES = SHORTS.length();
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(8 * LANES));

  /** Without AVX 2 the compiler makes an object of each vector of bytes that is widened. */
  private static final boolean WIDENS = SHORTS.vectorBitSize() >= 256;

  /** Moves -3060 to 35700 into 16 bits. */
  private static final int BIAS = 188;

  private VectorDoubling() {}

  static void down(byte[] in, int[] rowAt, short[] upper, short[] lower, int at, int n) {
    int rowA = rowAt[0];
    int rowB = rowAt[1];
    int rowC = rowAt[2];
    int rowD = rowAt[3];
    int x = 0;
    for (; WIDENS && x + LANES <= n; x += LANES) {
      ShortVector a = load(in, rowA + x);
      ShortVector b = load(in, rowB + x);
      ShortVector c = load(in, rowC + x);
      ShortVector d = load(in, rowD + x);
      b.mul((short) 111)
          .add(c.mul((short) 29))
          .sub(a.mul((short) 9))
          .sub(d.mul((short) 3))
          .add((short) (32 - 64 * BIAS))
          .lanewise(ASHR, 6)
          .add((short) BIAS)
          .intoArray(upper, at + x);
      c.mul((short) 111)
          .add(b.mul((short) 29))
          .sub(d.mul((short) 9))
          .sub(a.mul((short) 3))
          .add((short) (32 - 64 * BIAS))
          .lanewise(ASHR, 6)
          .add((short) BIAS)
          .intoArray(lower, at + x);
    }
    ScalarDoubling.downFrom(x, in, rowAt, upper, lower, at, n);
  }

  private static ShortVector load(byte[] in, int at) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, in, at).convertShape(ZERO_EXTEND_B2S, SHORTS, 0);
  }

  static void across(short[] row, byte[] out, int outAt, int n) {
    int x = 0;
    for (; x + LANES <= n; x += LANES) {
      ShortVector centre = ShortVector.fromArray(SHORTS, row, x + 2);
      ShortVector left = ShortVector.fromArray(SHORTS, row, x + 1).sub(centre);
      ShortVector right = ShortVector.fromArray(SHORTS, row, x + 3).sub(centre);
      ShortVector eighths = centre.lanewise(LSHL, 2).add((short) 4);
      ShortVector even =
          left.mul((short) 29)
              .sub(right.mul((short) 9))
              .sub(ShortVector.fromArray(SHORTS, row, x).sub(centre).mul((short) 3))
              .add((short) 16)
              .lanewise(ASHR, 5)
              .add(eighths)
              .lanewise(ASHR, 3)
              .max((short) 0)
              .min((short) 255);
      ShortVector odd =
          right
              .mul((short) 29)
              .sub(left.mul((short) 9))
              .sub(ShortVector.fromArray(SHORTS, row, x + 4).sub(centre).mul((short) 3))
              .add((short) 16)
              .lanewise(ASHR, 5)
              .add(eighths)
              .lanewise(ASHR, 3)
              .max((short) 0)
              .min((short) 255);
      // side by side, as the two halves of a short
      even.or(odd.lanewise(LSHL, 8)).reinterpretAsBytes().intoArray(out, outAt + 2 * x);
    }
    ScalarDoubling.acrossFrom(x, row, out, outAt, n);
  }
}
