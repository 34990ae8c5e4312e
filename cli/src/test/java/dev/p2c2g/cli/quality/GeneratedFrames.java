package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small pictures with a slope, a hard edge and grain. */
final class GeneratedFrames {
  private GeneratedFrames() {}

  static Picture of(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = (3 * y / 2) % 128 + (x / 13) % 2 * 90 + random.nextInt(20);
        image.setRGB(x, y, new Color(grey, grey / 2, 255 - grey).getRGB());
      }
    }
    return Picture.fromImage(image);
  }

  static void write(Path file, int width, int height) throws IOException {
    Picture picture = of(width, height, file.hashCode());
    Files.write(file, Codecs.encode(picture, ImageFormat.PNG, 100));
  }
}
