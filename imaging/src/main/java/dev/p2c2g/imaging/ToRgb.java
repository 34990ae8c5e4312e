package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Planes to RGB. */
final class ToRgb {
  private ToRgb() {}

  static BufferedImage image(Picture picture) {
    int type =
        picture.alpha().isPresent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    fill(picture, pixels);
    picture.alpha().ifPresent(alpha -> addAlpha(alpha, pixels));
    return image;
  }

  static void fill(Picture picture, int[] out) {
    if (out.length < (long) picture.width() * picture.height()) {
      throw new IllegalArgumentException(
          "%d ints for a picture of %dx%d"
              .formatted(out.length, picture.width(), picture.height()));
    }
    if (picture.subsampling().hasChroma()) {
      fillColour(picture, out);
    } else {
      fillGrey(picture.luma(), out);
    }
  }

  private static void addAlpha(Plane alpha, int[] pixels) {
    for (int y = 0, i = 0; y < alpha.height(); y++) {
      for (int x = 0; x < alpha.width(); x++, i++) {
        pixels[i] |= alpha.sample(x, y) << 24;
      }
    }
  }

  private static void fillGrey(Plane luma, int[] out) {
    for (int y = 0, i = 0; y < luma.height(); y++) {
      for (int x = 0; x < luma.width(); x++, i++) {
        out[i] = luma.sample(x, y) * 0x010101;
      }
    }
  }

  private static void fillColour(Picture picture, int[] out) {
    ChromaRows cb = new ChromaRows(picture.cb(), picture.subsampling());
    ChromaRows cr = new ChromaRows(picture.cr(), picture.subsampling());
    int width = picture.width();
    int[] luma = new int[width];
    for (int y = 0; y < picture.height(); y++) {
      int start = picture.luma().rowStart(y);
      byte[] samples = picture.luma().samples();
      for (int x = 0; x < width; x++) {
        luma[x] = samples[start + x] & 0xff;
      }
      Rows.active().rgb(luma, cb.row(y), cr.row(y), out, y * width);
    }
  }
}
