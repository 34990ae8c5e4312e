package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.protocol.FrameUpscaleParams;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.util.Random;

/** A frame to be upscaled to twice its size: edges, gradients and grain, like a game's. */
record TestPicture(int width, int height) {
  private static final int SHAPES = 120;
  static final int JPEG_QUALITY = 90;

  /** A JPEG, always the same. */
  byte[] jpeg() {
    var random = new Random(540);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.DARK_GRAY, width, height, Color.ORANGE));
    pen.fillRect(0, 0, width, height);
    for (var i = 0; i < SHAPES; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(width), random.nextInt(height), width / 12, height / 9);
    }
    pen.dispose();
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        image.setRGB(x, y, image.getRGB(x, y) ^ random.nextInt(16) * 0x010101);
      }
    }
    return Codecs.encode(Picture.fromImage(image), ImageFormat.JPEG, JPEG_QUALITY);
  }

  /** All of the output. */
  Region upscaledRegion() {
    return Region.whole(2 * width, 2 * height);
  }

  FrameUpscaleParams params() {
    return FrameUpscaleParams.of(
        width, height, 2 * width, 2 * height, FrameUpscaleParams.Quality.BALANCED);
  }
}
