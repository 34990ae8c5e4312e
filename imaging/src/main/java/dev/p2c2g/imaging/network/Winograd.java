package dev.p2c2g.imaging.network;

/**
 * Four rows of a convolution of height three from six products instead of twelve: the minimal
 * filtering F(4, 3) of Winograd (1980), as Lavin and Gray (2016) use it, along columns only. There
 * no sample has to change its place within a vector, and every column keeps the same arithmetic
 * wherever a tile begins.
 *
 * <p>With points 0, 1, -1, 2, -2 and infinity: six rows d are transformed once for each input, the
 * three weights of a column once for ever; the products are summed over inputs and the three
 * columns; and six sums make four rows.
 */
final class Winograd {
  /** Rows that come out at a time. */
  static final int ROWS = 4;

  /** Rows that go in, and transformed rows. */
  static final int WINDOW = 6;

  private Winograd() {}

  /** Weight {@code j} (0 to 5) of a column with weights g0, g1, g2 from the top. */
  static float weight(int j, double g0, double g1, double g2) {
    return (float)
        switch (j) {
          case 0 -> g0 / 4;
          case 1 -> -(g0 + g1 + g2) / 6;
          case 2 -> -(g0 - g1 + g2) / 6;
          case 3 -> g0 / 24 + g1 / 12 + g2 / 6;
          case 4 -> g0 / 24 - g1 / 12 + g2 / 6;
          default -> g2;
        };
  }
}
