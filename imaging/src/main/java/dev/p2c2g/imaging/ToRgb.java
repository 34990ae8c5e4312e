package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Planes to RGB. Shared chroma is spread with the triangle filter: each pixel takes three parts of
 * the nearer sample and one of the farther, along each halved axis.
 */
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
    int width = picture.width();
    int chromaWidth = picture.cb().width();
    int[] vertical = new int[chromaWidth];
    short[] cb = new short[width + 1];
    short[] cr = new short[width + 1];
    for (int y = 0; y < picture.height(); y++) {
      spread(picture.cb(), picture.subsampling(), y, vertical, cb);
      spread(picture.cr(), picture.subsampling(), y, vertical, cr);
      row(picture.luma(), y, cb, cr, out, y * width);
    }
  }

  /** One row of chroma at luma width, in sixteenths of a level. */
  private static void spread(Plane in, Subsampling s, int y, int[] vertical, short[] out) {
    int near = y / s.vertical();
    int far = s.vertical() == 1 ? near : (y % 2 == 0 ? near - 1 : near + 1);
    far = Math.clamp(far, 0, in.height() - 1);
    byte[] samples = in.samples();
    int nearStart = in.rowStart(near);
    int farStart = in.rowStart(far);
    for (int x = 0; x < in.width(); x++) {
      vertical[x] = 3 * (samples[nearStart + x] & 0xff) + (samples[farStart + x] & 0xff);
    }
    int last = in.width() - 1;
    if (s.horizontal() == 1) {
      for (int x = 0; x <= last; x++) {
        out[x] = (short) (4 * vertical[x]);
      }
      return;
    }
    out[0] = (short) (4 * vertical[0]);
    for (int x = 0; x < last; x++) {
      out[2 * x + 1] = (short) (3 * vertical[x] + vertical[x + 1]);
      out[2 * x + 2] = (short) (vertical[x] + 3 * vertical[x + 1]);
    }
    if (2 * last + 1 < out.length) {
      out[2 * last + 1] = (short) (4 * vertical[last]);
    }
  }

  /**
   * Inverse matrix in 16-bit fixed point; chroma comes in sixteenths, so 12 bits are left. Inputs
   * and output differ in type, which tells the compiler that it may use vectors.
   */
  private static void row(Plane luma, int y, short[] cbs, short[] crs, int[] out, int at) {
    byte[] samples = luma.samples();
    int start = luma.rowStart(y);
    for (int x = 0; x < luma.width(); x++) {
      int base = ((samples[start + x] & 0xff) << 16) + 32768;
      int cb = cbs[x] - 2048;
      int cr = crs[x] - 2048;
      int r = Math.min(Math.max((base + 5743 * cr) >> 16, 0), 255);
      int g = Math.min(Math.max((base - 1410 * cb - 2925 * cr) >> 16, 0), 255);
      int b = Math.min(Math.max((base + 7258 * cb) >> 16, 0), 255);
      out[at + x] = r << 16 | g << 8 | b;
    }
  }
}
