package dev.p2c2g.imaging;

/** The case where every output is an input sample itself. */
final class PlainCopy {
  private PlainCopy() {}

  /** Whether the output is a part of the input. */
  static boolean fits(Plane in, Mapping mapping, Plane out) {
    return mapping.isCopy()
        && mapping.x().floor(0) >= 0
        && mapping.y().floor(0) >= 0
        && mapping.x().floor(out.width() - 1) < in.width()
        && mapping.y().floor(out.height() - 1) < in.height();
  }

  /** Copies it. */
  static void run(Plane in, Mapping mapping, Plane out) {
    int x = Math.toIntExact(mapping.x().floor(0));
    int y = Math.toIntExact(mapping.y().floor(0));
    out.copyFrom(in.view(new Region(x, y, out.width(), out.height())));
  }
}
