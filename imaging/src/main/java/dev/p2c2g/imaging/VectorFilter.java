package dev.p2c2g.imaging;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
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
    for (int i = 0; i < n; i += LANES) {
      ShortVector even = ShortVector.zero(SHORTS);
      ShortVector odd = even;
      for (int term = first; term < last; term++) {
        int row = term * TAPS;
        int c = row * SLACK;
        even = even.add(load(a, rows[row + 3] + i).mul(load(coefficients, c)));
        ShortVector above = load(a, rows[row + 2] + i);
        ShortVector below = load(a, rows[row + 4] + i);
        even = even.add(below.add(above).mul(load(coefficients, c + SLACK)));
        odd = odd.add(below.sub(above).mul(load(coefficients, c + 4 * SLACK)));
        above = load(a, rows[row + 1] + i);
        below = load(a, rows[row + 5] + i);
        even = even.add(below.add(above).mul(load(coefficients, c + 2 * SLACK)));
        odd = odd.add(below.sub(above).mul(load(coefficients, c + 5 * SLACK)));
        above = load(a, rows[row] + i);
        below = load(a, rows[row + 6] + i);
        even = even.add(below.add(above).mul(load(coefficients, c + 3 * SLACK)));
        odd = odd.add(below.sub(above).mul(load(coefficients, c + 6 * SLACK)));
      }
      even.intoArray(a, evenAt + i);
      odd.intoArray(a, oddAt + i);
    }
  }

  @Override
  public void outputs(short[] a, int at, int apart, byte[] out, int upperAt, int lowerAt, int n) {
    int whole = n / LANES * LANES;
    if (upperAt >= 0) {
      row(a, at, apart, false, out, upperAt, whole);
    }
    if (lowerAt >= 0) {
      row(a, at, apart, true, out, lowerAt, whole);
    }
    ScalarFilter.outputsFrom(whole, a, at, apart, out, upperAt, lowerAt, n);
  }

  private static void row(
      short[] a, int at, int apart, boolean lower, byte[] out, int outAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      ShortVector down = load(a, at + apart + i);
      ShortVector both = load(a, at + 3 * apart + i);
      ShortVector even = load(a, at + i);
      ShortVector across = load(a, at + 2 * apart + i);
      even = even.lanewise(lower ? VectorOperators.SSUB : VectorOperators.SADD, down);
      across = across.lanewise(lower ? VectorOperators.SSUB : VectorOperators.SADD, both);
      ShortVector right = level(even.lanewise(VectorOperators.SSUB, across));
      right = right.lanewise(VectorOperators.LSHL, 8);
      // side by side, as the two bytes of a short
      level(even.lanewise(VectorOperators.SADD, across))
          .or(right)
          .reinterpretAsBytes()
          .intoArray(out, outAt + 2 * i);
    }
  }

  private static ShortVector level(ShortVector sum) {
    return sum.lanewise(VectorOperators.SADD, HALF)
        .lanewise(VectorOperators.ASHR, LearnedFilter.BITS)
        .add((short) 128)
        .max((short) 0)
        .min((short) 255);
  }

  private static ShortVector load(short[] array, int at) {
    return ShortVector.fromArray(SHORTS, array, at);
  }
}
