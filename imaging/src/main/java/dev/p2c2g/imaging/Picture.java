package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * A picture as planes: full-range BT.601 (JFIF) Y, Cb, Cr, and perhaps alpha at luma size, not
 * premultiplied.
 *
 * @param planes Y alone for {@link Subsampling#GREY}, else Y, Cb, Cr
 */
public record Picture(Subsampling subsampling, List<Plane> planes, Optional<Plane> alpha) {
  public Picture {
    planes = List.copyOf(planes);
    if (planes.size() != (subsampling.hasChroma() ? 3 : 1)) {
      throw new IllegalArgumentException(planes.size() + " planes for " + subsampling);
    }
    Plane luma = planes.getFirst();
    for (Plane chroma : planes.subList(1, planes.size())) {
      requireSize(
          chroma, subsampling.chromaWidth(luma.width()), subsampling.chromaHeight(luma.height()));
    }
    alpha.ifPresent(plane -> requireSize(plane, luma.width(), luma.height()));
  }

  /** A picture of zeroed planes of its own, without alpha. */
  public static Picture allocate(int width, int height, Subsampling subsampling) {
    Plane luma = Plane.allocate(width, height);
    if (!subsampling.hasChroma()) {
      return new Picture(subsampling, List.of(luma), Optional.empty());
    }
    int chromaWidth = subsampling.chromaWidth(width);
    int chromaHeight = subsampling.chromaHeight(height);
    Plane cb = Plane.allocate(chromaWidth, chromaHeight);
    Plane cr = Plane.allocate(chromaWidth, chromaHeight);
    return new Picture(subsampling, List.of(luma, cb, cr), Optional.empty());
  }

  /** Converts an image: grey stays grey, all else becomes 4:4:4; alpha is kept. */
  public static Picture fromImage(BufferedImage image) {
    return FromImage.convert(image, Subsampling.S444);
  }

  /** Converts an image of colour to the given subsampling, chroma averaged over its pixels. */
  public static Picture fromImage(BufferedImage image, Subsampling colour) {
    return FromImage.convert(image, colour);
  }

  /** {@code TYPE_INT_RGB}, or {@code TYPE_INT_ARGB} where there is alpha. */
  public BufferedImage toImage() {
    return ToRgb.image(this);
  }

  /** Writes {@code width * height} pixels as 0x00RRGGBB, row by row, for display. */
  public void toRgb(int[] xrgb) {
    ToRgb.fill(this, xrgb);
  }

  public Picture withAlpha(Plane plane) {
    return new Picture(subsampling, planes, Optional.of(plane));
  }

  public Picture withoutAlpha() {
    return alpha.isEmpty() ? this : new Picture(subsampling, planes, Optional.empty());
  }

  public int width() {
    return luma().width();
  }

  public int height() {
    return luma().height();
  }

  public Plane luma() {
    return planes.getFirst();
  }

  /** Blue difference, 128 is neutral; fails on a grey picture. */
  public Plane cb() {
    return planes.get(1);
  }

  /** Red difference, 128 is neutral; fails on a grey picture. */
  public Plane cr() {
    return planes.get(2);
  }

  private static void requireSize(Plane plane, int width, int height) {
    if (plane.width() != width || plane.height() != height) {
      throw new IllegalArgumentException(
          "a plane of %dx%d where %dx%d belongs"
              .formatted(plane.width(), plane.height(), width, height));
    }
  }
}
