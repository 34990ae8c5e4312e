package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;

/** Pictures from separate planes of red, green and blue. */
final class Rgb {
  private Rgb() {}

  static Picture toPicture(Plane red, Plane green, Plane blue) {
    BufferedImage image = new BufferedImage(red.width(), red.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < red.height(); y++) {
      for (int x = 0; x < red.width(); x++) {
        int rgb = red.sample(x, y) << 16 | green.sample(x, y) << 8 | blue.sample(x, y);
        image.setRGB(x, y, rgb);
      }
    }
    return Picture.fromImage(image);
  }
}
