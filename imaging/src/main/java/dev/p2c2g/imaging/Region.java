package dev.p2c2g.imaging;

/** A rectangle in pixels, from its top left corner. */
public record Region(int x, int y, int width, int height) {
  public Region {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "region %d,%d %dx%d: x and y must be >= 0, width and height >= 1"
              .formatted(x, y, width, height));
    }
  }

  /** The rectangle that covers a whole picture. */
  public static Region whole(int width, int height) {
    return new Region(0, 0, width, height);
  }

  /** Fails with {@link ImagingException.Kind#BAD_REQUEST} unless it lies inside the given size. */
  public void requireInside(int outerWidth, int outerHeight) {
    if ((long) x + width > outerWidth || (long) y + height > outerHeight) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST,
          "region %d,%d %dx%d reaches outside %dx%d"
              .formatted(x, y, width, height, outerWidth, outerHeight));
    }
  }
}
