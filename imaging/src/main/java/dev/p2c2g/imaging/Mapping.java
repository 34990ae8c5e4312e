package dev.p2c2g.imaging;

/** Where the samples of an output plane lie on the input plane, for each axis on its own. */
public record Mapping(AxisMapping x, AxisMapping y) {
  /** Maps a whole plane onto another one of at least its size. */
  public static Mapping whole(int inWidth, int inHeight, int outWidth, int outHeight) {
    return new Mapping(
        AxisMapping.of(inWidth, outWidth, 0, 1, 1), AxisMapping.of(inHeight, outHeight, 0, 1, 1));
  }

  /** The same outputs on the doubled input. */
  Mapping onDoubled() {
    return new Mapping(x.onDoubled(), y.onDoubled());
  }

  /** The same outputs on a part of the input that begins at (column, row). */
  Mapping from(int column, int row) {
    return new Mapping(x.from(column), y.from(row));
  }

  /** The same outputs without the first rows. */
  Mapping below(int rows) {
    return new Mapping(x, y.after(rows));
  }

  boolean isCopy() {
    return x.isCopy() && y.isCopy();
  }
}
