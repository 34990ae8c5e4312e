package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link ScalarFilter} in the Vector API, of any width. */
final class VectorFilter implements FilterKernels {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final int LANES = SHORTS.length();
  private static final int TAPS = LearnedFilter.TAPS;
  private static final short HALF = 1 << (LearnedFilter.BITS - 1);

  VectorFilter() {
    if (3 * LANES > SLACK) {
      throw new IllegalStateException("vectors of " + LANES + " shorts: rows lack room for them");
    }
  }

  @Override
  public String name() {
    return "vector of " + LANES;
  }

  /** Three vectors a turn for the reason given at {@link #sum}. */
  @Override
  public void combine(short[] a, int at, int outAt, int apart, int n) {
    int sums = outAt + apart;
    int near = sums + apart;
    int far = near + apart;
    for (int i = 0; i < n; i += 3 * LANES) {
      ShortVector right = load(a, at + i + 1);
      ShortVector left = load(a, at + i - 1);
      load(a, at + i).intoArray(a, outAt + i);
      right.add(left).intoArray(a, sums + i);
      right.sub(left).intoArray(a, near + i);
      load(a, at + i + 2).sub(load(a, at + i - 2)).intoArray(a, far + i);
      int j = i + LANES;
      ShortVector rightNext = load(a, at + j + 1);
      ShortVector leftNext = load(a, at + j - 1);
      load(a, at + j).intoArray(a, outAt + j);
      rightNext.add(leftNext).intoArray(a, sums + j);
      rightNext.sub(leftNext).intoArray(a, near + j);
      load(a, at + j + 2).sub(load(a, at + j - 2)).intoArray(a, far + j);
      int k = j + LANES;
      ShortVector rightLast = load(a, at + k + 1);
      ShortVector leftLast = load(a, at + k - 1);
      load(a, at + k).intoArray(a, outAt + k);
      rightLast.add(leftLast).intoArray(a, sums + k);
      rightLast.sub(leftLast).intoArray(a, near + k);
      load(a, at + k + 2).sub(load(a, at + k - 2)).intoArray(a, far + k);
    }
  }

  /**
   * Two terms at a time make the method too long to be inlined into its callers, where the compiler
   * would run out of room and make each vector an object: five times as slow. Two vectors a turn
   * besides would be too much for it even alone.
   */
  @Override
  public void sum(short[] a, int[] rows, int term, short[] w, int evenAt, int oddAt, int n) {
    int row = term * TAPS;
    int first = rows[row];
    int second = rows[row + 1];
    int centre = rows[row + 2];
    int fourth = rows[row + 3];
    int fifth = rows[row + 4];
    int firstToo = rows[row + TAPS];
    int secondToo = rows[row + TAPS + 1];
    int centreToo = rows[row + TAPS + 2];
    int fourthToo = rows[row + TAPS + 3];
    int fifthToo = rows[row + TAPS + 4];
    int c = term * Terms.COUNT * SLACK;
    ShortVector even0 = load(w, c);
    ShortVector even1 = load(w, c + SLACK);
    ShortVector odd1 = load(w, c + 2 * SLACK);
    ShortVector odd2 = load(w, c + 3 * SLACK);
    ShortVector even0Too = load(w, c + 4 * SLACK);
    ShortVector even1Too = load(w, c + 5 * SLACK);
    ShortVector odd1Too = load(w, c + 6 * SLACK);
    ShortVector odd2Too = load(w, c + 7 * SLACK);
    for (int i = 0; i < n; i += LANES) {
      ShortVector above = load(a, second + i);
      ShortVector below = load(a, fourth + i);
      ShortVector aboveToo = load(a, secondToo + i);
      ShortVector belowToo = load(a, fourthToo + i);
      load(a, centre + i)
          .mul(even0)
          .add(below.add(above).mul(even1))
          .add(load(a, centreToo + i).mul(even0Too))
          .add(belowToo.add(aboveToo).mul(even1Too))
          .intoArray(a, evenAt + i);
      below
          .sub(above)
          .mul(odd1)
          .add(load(a, fifth + i).sub(load(a, first + i)).mul(odd2))
          .add(belowToo.sub(aboveToo).mul(odd1Too))
          .add(load(a, fifthToo + i).sub(load(a, firstToo + i)).mul(odd2Too))
          .intoArray(a, oddAt + i);
    }
  }

  /** Written out, without methods that take vectors, for the reason given above. */
  @Override
  public void outputs(short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      ShortVector even = load(a, at + i);
      ShortVector down = load(a, at + apart + i);
      ShortVector across = load(a, at + 2 * apart + i);
      ShortVector both = load(a, at + 3 * apart + i);
      ShortVector upper = even.add(down).add(HALF);
      ShortVector upperAcross = across.add(both);
      ShortVector left =
          upper
              .add(upperAcross)
              .lanewise(ASHR, LearnedFilter.BITS)
              .add((short) 128)
              .max((short) 0)
              .min((short) 255);
      ShortVector right =
          upper
              .sub(upperAcross)
              .lanewise(ASHR, LearnedFilter.BITS)
              .add((short) 128)
              .max((short) 0)
              .min((short) 255);
      // side by side, as the two halves of a short
      left.or(right.lanewise(LSHL, 8)).reinterpretAsBytes().intoArray(out, upperAt + 2 * i);
      ShortVector lower = even.sub(down).add(HALF);
      ShortVector lowerAcross = across.sub(both);
      ShortVector lowerLeft =
          lower
              .add(lowerAcross)
              .lanewise(ASHR, LearnedFilter.BITS)
              .add((short) 128)
              .max((short) 0)
              .min((short) 255);
      ShortVector lowerRight =
          lower
              .sub(lowerAcross)
              .lanewise(ASHR, LearnedFilter.BITS)
              .add((short) 128)
              .max((short) 0)
              .min((short) 255);
      lowerLeft
          .or(lowerRight.lanewise(LSHL, 8))
          .reinterpretAsBytes()
          .intoArray(out, lowerAt + 2 * i);
    }
    ScalarFilter.outputsFrom(i, a, at, apart, out, upperAt, lowerAt, n);
  }

  private static ShortVector load(short[] array, int at) {
    return ShortVector.fromArray(SHORTS, array, at);
  }
}
