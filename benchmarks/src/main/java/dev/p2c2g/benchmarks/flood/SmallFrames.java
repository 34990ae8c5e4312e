package dev.p2c2g.benchmarks.flood;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Picture;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Frames of the demo's clip, made smaller so that the peers have time to spare. */
final class SmallFrames {
  private static final int JPEG_QUALITY = 85;

  private SmallFrames() {}

  /** JPEGs of the clip's first frames, at that size. */
  static List<byte[]> of(int count, int width, int height) throws IOException {
    var clip = Path.of(System.getProperty("p2c2g.home", "."), "demo", "clip");
    var frames = new ArrayList<byte[]>();
    try (var files = Files.list(clip)) {
      for (var file :
          files.filter(f -> f.toString().endsWith(".jpg")).sorted().limit(count).toList()) {
        var scaled = scaled(ImageIO.read(file.toFile()), width, height);
        frames.add(Codecs.encode(Picture.fromImage(scaled), ImageFormat.JPEG, JPEG_QUALITY));
      }
    }
    return frames;
  }

  private static BufferedImage scaled(BufferedImage from, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(from, 0, 0, width, height, null);
    pen.dispose();
    return image;
  }
}
