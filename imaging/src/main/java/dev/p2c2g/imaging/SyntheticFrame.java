package dev.p2c2g.imaging;

/** A picture with slopes, edges and texture, the same every time, to test and warm up with. */
public final class SyntheticFrame {
  private SyntheticFrame() {}

  /** Of that many luma samples. */
  public static Picture of(int width, int height, Subsampling subsampling) {
    Picture picture = Picture.allocate(width, height, subsampling);
    for (int i = 0; i < picture.planes().size(); i++) {
      // Weak colours, which RGB can hold too: ImageIO goes that way.
      fill(picture.planes().get(i), 40 + 30 * i, i == 0 ? 1 : 0.1, i == 0 ? 0 : 115);
    }
    return picture;
  }

  private static void fill(Plane plane, int period, double contrast, int base) {
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++) {
        double slope = 60 + 100.0 * x / plane.width() + 40.0 * y / plane.height();
        double texture = 12 * Math.sin(x * 0.7) * Math.cos(y * 0.5);
        int edge = (x / period + y / period) % 2 * 30;
        plane.samples()[plane.rowStart(y) + x] =
            (byte) (base + contrast * (slope + texture + edge));
      }
    }
  }
}
