package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Subsampling;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.util.List;

/** A picture that tells where up and left are: red, green, blue and grey quarters. */
final class Quadrants {
  static final List<Integer> COLOURS = List.of(0xd02010, 0x20a030, 0x1040c0, 0x808080);
  private static final int TOLERANCE = 8; // JPEG and 4:2:0 on flat colours

  private Quadrants() {}

  static void paint(Graphics graphics, int width, int height) {
    for (int i = 0; i < COLOURS.size(); i++) {
      graphics.setColor(new Color(COLOURS.get(i)));
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
    }
  }

  static BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics graphics = image.createGraphics();
    paint(graphics, width, height);
    graphics.dispose();
    return image;
  }

  static Picture picture(int width, int height) {
    return Picture.fromImage(image(width, height), Subsampling.S420);
  }

  /** Whether the middles of the four quarters have their colours. */
  static boolean matches(BufferedImage image) {
    return matches(image, 0, 0, image.getWidth(), image.getHeight());
  }

  static boolean matches(BufferedImage image, int left, int top, int width, int height) {
    for (int i = 0; i < COLOURS.size(); i++) {
      int x = left + (i % 2 == 0 ? width / 4 : width * 3 / 4);
      int y = top + (i / 2 == 0 ? height / 4 : height * 3 / 4);
      if (!near(image.getRGB(x, y), COLOURS.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean near(int rgb, int expected) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((rgb >> shift & 0xff) - (expected >> shift & 0xff)) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }
}
