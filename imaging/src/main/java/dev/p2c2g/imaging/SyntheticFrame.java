package dev.p2c2g.imaging;

/** A picture with slopes, edges and texture, the same every time, to test and warm up with. */
final class SyntheticFrame {
  private SyntheticFrame() {}

  static Picture of(int width, int height, Subsampling subsampling) {
    Picture picture = Picture.allocate(width, height, subsampling);
    for (int i = 0; i < picture.planes().size(); i++) {
      fill(picture.planes().get(i), 40 + 30 * i);
    }
    return picture;
  }

  private static void fill(Plane plane, int period) {
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++) {
        double slope = 60 + 100.0 * x / plane.width() + 40.0 * y / plane.height();
        double texture = 12 * Math.sin(x * 0.7) * Math.cos(y * 0.5);
        int edge = (x / period + y / period) % 2 * 30;
        plane.samples()[plane.rowStart(y) + x] = (byte) (slope + texture + edge);
      }
    }
  }
}
