package dev.p2c2g.imaging;

/**
 * The combinations of the samples along an axis: the centre, the sums of the samples at distances 1
 * and 2, and their differences (later less earlier) at distances 1 and 2.
 */
final class Terms {
  /** The first difference. */
  static final int FIRST_ODD = 3;

  private Terms() {}

  static boolean isOdd(int term) {
    return term >= FIRST_ODD;
  }

  static int distance(int term) {
    return isOdd(term) ? term - FIRST_ODD + 1 : term;
  }

  /** The end of the even or the odd terms, whichever the given one is of. */
  static int end(int term) {
    return isOdd(term) ? LearnedFilter.TAPS : FIRST_ODD;
  }

  static int samples(int term) {
    return term == 0 ? 1 : 2;
  }

  /** The sign of the sample on a side (-1 or 1) within a combination. */
  static int sign(int term, int side) {
    return isOdd(term) ? side : 1;
  }
}
