package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;
import java.util.Optional;

/** Images of AWT to planes; the matrix is full-range BT.601 in 16-bit fixed point. */
final class FromImage {
  private FromImage() {}

  static Picture convert(BufferedImage image, Subsampling colour) {
    boolean grey =
        image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    // Grey is read from the raster: getRGB would bend it through AWT's linear grey colour space.
    Picture picture = grey ? fromGrey(image) : fromColour(image, colour);
    return image.getColorModel().hasAlpha() ? picture.withAlpha(alphaOf(image)) : picture;
  }

  private static Picture fromGrey(BufferedImage image) {
    return new Picture(Subsampling.GREY, List.of(band(image, 0)), Optional.empty());
  }

  private static Plane alphaOf(BufferedImage image) {
    if (!(image.getColorModel() instanceof IndexColorModel)) {
      return band(image, image.getRaster().getNumBands() - 1);
    }
    Plane alpha = Plane.allocate(image.getWidth(), image.getHeight());
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        alpha.samples()[alpha.rowStart(y) + x] = (byte) (row[x] >>> 24);
      }
    }
    return alpha;
  }

  /** One band of the raster, brought from its own depth to 8 bits with rounding. */
  private static Plane band(BufferedImage image, int band) {
    Raster raster = image.getRaster();
    int max = (1 << image.getColorModel().getComponentSize(band)) - 1;
    Plane plane = Plane.allocate(image.getWidth(), image.getHeight());
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
      for (int x = 0; x < row.length; x++) {
        plane.samples()[plane.rowStart(y) + x] = (byte) ((row[x] * 255L + max / 2) / max);
      }
    }
    return plane;
  }

  private static Picture fromColour(BufferedImage image, Subsampling subsampling) {
    int width = image.getWidth();
    Picture picture = Picture.allocate(width, image.getHeight(), subsampling);
    int tall = subsampling.vertical();
    int[][] rows = new int[tall][width];
    for (int y = 0; y < image.getHeight(); y += tall) {
      for (int i = 0; i < tall; i++) {
        int from = Math.min(y + i, image.getHeight() - 1);
        image.getRGB(0, from, width, 1, rows[i], 0, width);
        lumaRow(rows[i], picture.luma(), from);
      }
      if (subsampling.hasChroma()) {
        chromaRow(rows, picture, y / tall);
      }
    }
    return picture;
  }

  private static void lumaRow(int[] rgb, Plane luma, int y) {
    byte[] out = luma.samples();
    int start = luma.rowStart(y);
    for (int x = 0; x < rgb.length; x++) {
      int r = (rgb[x] >> 16) & 0xff;
      int g = (rgb[x] >> 8) & 0xff;
      int b = rgb[x] & 0xff;
      out[start + x] = (byte) ((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
    }
  }

  private static void chromaRow(int[][] rows, Picture picture, int chromaY) {
    int wide = picture.subsampling().horizontal();
    Plane cb = picture.cb();
    Plane cr = picture.cr();
    int last = rows[0].length - 1;
    int shift = 16 + (wide == 2 ? 1 : 0) + (rows.length == 2 ? 1 : 0);
    int centre = (128 << shift) + (1 << (shift - 1)) - 1;
    for (int x = 0; x < cb.width(); x++) {
      int r = 0;
      int g = 0;
      int b = 0;
      for (int[] row : rows) {
        for (int i = 0; i < wide; i++) {
          int rgb = row[Math.min(x * wide + i, last)];
          r += (rgb >> 16) & 0xff;
          g += (rgb >> 8) & 0xff;
          b += rgb & 0xff;
        }
      }
      int blue = (-11059 * r - 21709 * g + 32768 * b + centre) >> shift;
      int red = (32768 * r - 27439 * g - 5329 * b + centre) >> shift;
      cb.samples()[cb.rowStart(chromaY) + x] = (byte) blue;
      cr.samples()[cr.rowStart(chromaY) + x] = (byte) red;
    }
  }
}
