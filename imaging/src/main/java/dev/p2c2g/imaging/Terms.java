package dev.p2c2g.imaging;

/**
 * The combinations of the samples along an axis: the centre, the sum of the samples at distance 1,
 * and their differences (later less earlier) at distances 1 and 2. Least squares over frames gives
 * the sum at distance 2 coefficients that round to none.
 */
final class Terms {
  static final int COUNT = 4;

  /** The first difference. */
  static final int FIRST_ODD = 2;

  private Terms() {}

  static boolean isOdd(int term) {
    return term >= FIRST_ODD;
  }

  static int distance(int term) {
    return isOdd(term) ? term - FIRST_ODD + 1 : term;
  }

  static int samples(int term) {
    return term == 0 ? 1 : 2;
  }

  /** The sign of the sample on a side (-1 or 1) within a combination. */
  static int sign(int term, int side) {
    return isOdd(term) ? side : 1;
  }
}
