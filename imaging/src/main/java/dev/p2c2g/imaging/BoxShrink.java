package dev.p2c2g.imaging;

/** Averages a full-size plane down to its subsampled size. */
public final class BoxShrink {
  private BoxShrink() {}

  /**
   * A plane of its own, or {@code in} itself where nothing is shared. Sizes are rounded up; the
   * last samples of an odd side count twice.
   */
  public static Plane shrink(Plane in, Subsampling subsampling) {
    int wide = subsampling.horizontal();
    int tall = subsampling.vertical();
    if (wide == 1 && tall == 1) {
      return in;
    }
    Plane out =
        Plane.allocate(subsampling.chromaWidth(in.width()), subsampling.chromaHeight(in.height()));
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        int right = Math.min(x * wide + wide - 1, in.width() - 1);
        int bottom = Math.min(y * tall + tall - 1, in.height() - 1);
        int sum =
            in.sample(x * wide, y * tall)
                + in.sample(right, y * tall)
                + in.sample(x * wide, bottom)
                + in.sample(right, bottom);
        out.samples()[out.rowStart(y) + x] = (byte) ((sum + 2) / 4);
      }
    }
    return out;
  }
}
