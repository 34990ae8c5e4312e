package dev.p2c2g.peer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A picture whose four quarters have four colours, so that a scaled part of it is recognised. */
final class TestPicture {
  static final int WIDTH = 64;
  static final int HEIGHT = 36;

  private static final Color[] QUARTERS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};

  private TestPicture() {}

  /**
   * @param format {@code jpeg} or {@code png}
   */
  static byte[] encoded(String format) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < HEIGHT; y++) {
      for (var x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, colour((x + 0.5) / WIDTH, (y + 0.5) / HEIGHT).getRGB());
      }
    }
    try (var bytes = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, bytes)) {
        throw new AssertionError("no writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage decoded(byte[] picture) {
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(picture)))
          .orElseThrow(() -> new AssertionError("not a picture: " + picture.length + " bytes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colour at a place, both coordinates from 0 to 1. */
  static Color colour(double x, double y) {
    return QUARTERS[(x < 0.5 ? 0 : 1) + (y < 0.5 ? 0 : 2)];
  }

  /** Whether two colours look the same; JPEG changes them a little. */
  static boolean alike(Color expected, int rgb) {
    var found = new Color(rgb);
    return Math.abs(expected.getRed() - found.getRed()) < 24
        && Math.abs(expected.getGreen() - found.getGreen()) < 24
        && Math.abs(expected.getBlue() - found.getBlue()) < 24;
  }
}
