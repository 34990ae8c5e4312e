package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Subsampling;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Decodes and upscales a made-up frame for a while, so that the compiler has seen both before the
 * first real frame: a cold decode can cost a deadline.
 */
final class SessionWarmUp {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final int JPEG_QUALITY = 90;
  private static final int MAX_ROUNDS = 100;
  private static final long MAX_NANOS = 600_000_000L;

  private SessionWarmUp() {}

  static void run() {
    long startNanos = System.nanoTime();
    PictureMaker maker = new PictureMaker();
    FrameSize size = new FrameSize(2 * WIDTH, 2 * HEIGHT);
    byte[] small = frame(WIDTH, HEIGHT);
    byte[] large = frame(size.width(), size.height());
    CapturedFrame captured = new CapturedFrame(0, startNanos, WIDTH, HEIGHT, small);
    for (int i = 0; i < MAX_ROUNDS && System.nanoTime() - startNanos < MAX_NANOS; i++) {
      var _ = maker.locally(captured, size);
      var _ = maker.fromResult(large, size);
    }
  }

  private static byte[] frame(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 17, 23, Color.BLUE, true));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Picture picture = Picture.fromImage(image, Subsampling.S420);
    return Codecs.jpeg().encode(picture, JPEG_QUALITY);
  }
}
