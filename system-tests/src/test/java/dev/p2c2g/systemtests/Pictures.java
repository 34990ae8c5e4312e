package dev.p2c2g.systemtests;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures made for a test, good ones and others, by the JDK's own codecs. */
final class Pictures {
  private Pictures() {}

  static byte[] jpeg(int width, int height) {
    return encoded(width, height, "jpg");
  }

  static byte[] png(int width, int height) {
    return encoded(width, height, "png");
  }

  static byte[] gif(int width, int height) {
    return encoded(width, height, "gif");
  }

  /** A PNG whose header promises that many pixels, in a file of 1,024 bytes. */
  static byte[] bomb(int width, int height) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2);
    var file = ByteBuffer.allocate(1_024).putLong(0x89504E470D0A1A0AL);
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", new byte[file.remaining() - 2 * 12]);
    chunk(file, "IEND", new byte[0]);
    return file.array();
  }

  static BufferedImage decoded(byte[] picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture));
  }

  private static byte[] encoded(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 255 / width) << 16 | (y * 255 / height) << 8 | ((x ^ y) & 31));
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void chunk(ByteBuffer file, String type, byte[] data) {
    var named = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(named);
    crc.update(data);
    file.putInt(data.length).put(named).put(data).putInt((int) crc.getValue());
  }
}
