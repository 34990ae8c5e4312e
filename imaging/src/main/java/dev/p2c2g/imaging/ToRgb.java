package dev.p2c2g.imaging;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Planes to RGB. */
final class ToRgb {
  private static final VectorSpecies<Integer> LANES = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(16 * LANES.length()));

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
      row(luma, cb.row(y), cr.row(y), out, y * width);
    }
  }

  /** The inverse matrix in 16-bit fixed point; chroma comes in sixteenths, so 12 bits are left. */
  private static void row(int[] luma, short[] cbs, short[] crs, int[] out, int at) {
    int x = 0;
    for (; x + LANES.length() <= luma.length; x += LANES.length()) {
      IntVector base = IntVector.fromArray(LANES, luma, x).lanewise(LSHL, 16).add(32768);
      IntVector cb = chroma(cbs, x);
      IntVector cr = chroma(crs, x);
      IntVector r = level(base.add(cr.mul(5743)));
      IntVector g = level(base.sub(cb.mul(1410)).sub(cr.mul(2925)));
      IntVector b = level(base.add(cb.mul(7258)));
      r.lanewise(LSHL, 16).or(g.lanewise(LSHL, 8)).or(b).intoArray(out, at + x);
    }
    for (; x < luma.length; x++) {
      int base = (luma[x] << 16) + 32768;
      int cb = cbs[x] - 2048;
      int cr = crs[x] - 2048;
      int r = level(base + 5743 * cr);
      int g = level(base - 1410 * cb - 2925 * cr);
      int b = level(base + 7258 * cb);
      out[at + x] = r << 16 | g << 8 | b;
    }
  }

  private static IntVector chroma(short[] row, int x) {
    ShortVector sixteenths = ShortVector.fromArray(SHORTS, row, x);
    return ((IntVector) sixteenths.convertShape(S2I, LANES, 0)).sub(2048);
  }

  private static IntVector level(IntVector value) {
    return value.lanewise(ASHR, 16).max(0).min(255);
  }

  private static int level(int value) {
    return Math.min(Math.max(value >> 16, 0), 255);
  }
}
