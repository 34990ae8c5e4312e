package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link ScalarFilter} in the Vector API, of any width. */
final class VectorFilter implements FilterKernels {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final int LANES = SHORTS.length();
  private static final int TAPS = LearnedFilter.TAPS;
  private static final short HALF = 1 << (LearnedFilter.BITS - 1);

  @Override
  public String name() {
    return "vector of " + LANES;
  }

  @Override
  public void combine(short[] a, int at, int outAt, int apart, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, at + i).intoArray(a, outAt + i);
    }
    for (int k = 1; k <= LearnedFilter.RADIUS; k++) {
      int even = outAt + k * apart;
      int odd = even + LearnedFilter.RADIUS * apart;
      for (int i = 0; i < n; i += LANES) {
        ShortVector after = load(a, at + i + k);
        ShortVector before = load(a, at + i - k);
        after.add(before).intoArray(a, even + i);
        after.sub(before).intoArray(a, odd + i);
      }
    }
  }

  @Override
  public void sum(
      short[] a,
      int[] rows,
      int first,
      int last,
      short[] coefficients,
      int evenAt,
      int oddAt,
      int n) {
    Arrays.fill(a, evenAt, evenAt + n, (short) 0);
    Arrays.fill(a, oddAt, oddAt + n, (short) 0);
    for (int term = first; term < last; term++) {
      int c = term * TAPS * SLACK;
      add(a, rows, term * TAPS, coefficients, c, evenAt, oddAt, n);
    }
  }

  /**
   * One term along x at a time: all that does not change from sample to sample is in registers. Two
   * vectors a turn make the method too long to be inlined into its callers, where the compiler
   * would run out of room and make each vector an object: five times as slow.
   */
  private static void add(
      short[] a, int[] rows, int row, short[] weights, int c, int evenAt, int oddAt, int n) {
    int first = rows[row];
    int second = rows[row + 1];
    int centre = rows[row + 2];
    int fourth = rows[row + 3];
    int fifth = rows[row + 4];
    ShortVector even0 = load(weights, c);
    ShortVector even1 = load(weights, c + SLACK);
    ShortVector even2 = load(weights, c + 2 * SLACK);
    ShortVector odd1 = load(weights, c + 3 * SLACK);
    ShortVector odd2 = load(weights, c + 4 * SLACK);
    for (int i = 0; i < n; i += 2 * LANES) {
      ShortVector above = load(a, second + i);
      ShortVector below = load(a, fourth + i);
      ShortVector farAbove = load(a, first + i);
      ShortVector farBelow = load(a, fifth + i);
      load(a, evenAt + i)
          .add(load(a, centre + i).mul(even0))
          .add(below.add(above).mul(even1))
          .add(farBelow.add(farAbove).mul(even2))
          .intoArray(a, evenAt + i);
      load(a, oddAt + i)
          .add(below.sub(above).mul(odd1))
          .add(farBelow.sub(farAbove).mul(odd2))
          .intoArray(a, oddAt + i);
      int j = i + LANES;
      ShortVector aboveNext = load(a, second + j);
      ShortVector belowNext = load(a, fourth + j);
      ShortVector farAboveNext = load(a, first + j);
      ShortVector farBelowNext = load(a, fifth + j);
      load(a, evenAt + j)
          .add(load(a, centre + j).mul(even0))
          .add(belowNext.add(aboveNext).mul(even1))
          .add(farBelowNext.add(farAboveNext).mul(even2))
          .intoArray(a, evenAt + j);
      load(a, oddAt + j)
          .add(belowNext.sub(aboveNext).mul(odd1))
          .add(farBelowNext.sub(farAboveNext).mul(odd2))
          .intoArray(a, oddAt + j);
    }
  }

  @Override
  public void outputs(short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n) {
    int whole = n / LANES * LANES;
    if (upperAt >= 0) {
      upper(a, at, apart, out, upperAt, whole);
    }
    if (lowerAt >= 0) {
      lower(a, at, apart, out, lowerAt, whole);
    }
    ScalarFilter.outputsFrom(whole, a, at, apart, out, upperAt, lowerAt, n);
  }

  private static void upper(short[] a, int at, int apart, byte[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      ShortVector even = load(a, at + i).add(load(a, at + apart + i));
      ShortVector across = load(a, at + 2 * apart + i).add(load(a, at + 3 * apart + i));
      pairs(even, across).intoArray(out, outAt + 2 * i);
    }
  }

  private static void lower(short[] a, int at, int apart, byte[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      ShortVector even = load(a, at + i).sub(load(a, at + apart + i));
      ShortVector across = load(a, at + 2 * apart + i).sub(load(a, at + 3 * apart + i));
      pairs(even, across).intoArray(out, outAt + 2 * i);
    }
  }

  /** Left and right outputs side by side, as the two bytes of a short. */
  private static ByteVector pairs(ShortVector even, ShortVector across) {
    ShortVector right = level(even.sub(across)).lanewise(LSHL, 8);
    return level(even.add(across)).or(right).reinterpretAsBytes();
  }

  private static ShortVector level(ShortVector sum) {
    return sum.add(HALF)
        .lanewise(ASHR, LearnedFilter.BITS)
        .add((short) 128)
        .max((short) 0)
        .min((short) 255);
  }

  private static ShortVector load(short[] array, int at) {
    return ShortVector.fromArray(SHORTS, array, at);
  }
}
