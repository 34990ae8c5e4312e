package dev.p2c2g.imaging;

/** The bound on how large a picture may be, checked before memory is taken for it. */
final class PixelBudget {
  private PixelBudget() {}

  static void require(int width, int height, long maxPixels) {
    if ((long) width * height > maxPixels) {
      throw new ImagingException(
          ImagingException.Kind.TOO_MANY_PIXELS,
          "a picture of %dx%d has more than the allowed %d pixels"
              .formatted(width, height, maxPixels));
    }
  }
}
