package dev.p2c2g.bands;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Synthetic pictures, and the JDK's own JPEG codec with its less usual settings. */
final class TestJpegs {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private TestJpegs() {}

  /**
   * How a test's pictures are encoded.
   *
   * @param wide luma samples for each chroma sample, along x; 0 for grey
   * @param tall likewise along y
   */
  record Mode(int wide, int tall, float quality) {
    static final Mode S420 = new Mode(2, 2, 0.85f);
    static final Mode GREY = new Mode(0, 0, 0.85f);

    int imageType() {
      return wide == 0 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    }
  }

  /** Slopes, edges and noise, which fill every kind of block. */
  static BufferedImage picture(int width, int height, Mode mode) {
    BufferedImage image = new BufferedImage(width, height, mode.imageType());
    Random random = new Random(width * 31L + height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = random.nextInt(24);
        int edge = (x / 23 + y / 19) % 2 * 90;
        int red = x * 120 / width + edge + noise;
        int green = y * 150 / height + noise;
        int blue = (x * 7 + y * 3) % 200 + noise;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }

  static byte[] encoded(BufferedImage image, Mode mode) {
    return written(image, mode, false);
  }

  static byte[] progressive(BufferedImage image) {
    return written(image, Mode.S420, true);
  }

  /** The picture's bands of so many rows, each encoded on its own. */
  static List<ByteBuffer> bands(BufferedImage image, int bandRows, Mode mode) {
    List<ByteBuffer> bands = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y += bandRows) {
      int rows = Math.min(bandRows, image.getHeight() - y);
      BufferedImage part = new BufferedImage(image.getWidth(), rows, image.getType());
      part.setData(
          image.getData(new Rectangle(0, y, image.getWidth(), rows)).createTranslatedChild(0, 0));
      bands.add(ByteBuffer.wrap(encoded(part, mode)));
    }
    return bands;
  }

  /** All pixels as the JDK decodes them, row by row. */
  static int[] pixels(byte[] jpeg) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
      int width = image.getWidth();
      int[] pixels = new int[width * image.getHeight()];
      return image.getRGB(0, 0, width, image.getHeight(), pixels, 0, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a marker stands first; fails where it does not. */
  static int find(byte[] jpeg, int marker) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
        return i;
      }
    }
    throw new AssertionError("no marker " + Integer.toHexString(marker));
  }

  private static byte[] written(BufferedImage image, Mode mode, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(mode.quality);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      if (mode.wide > 0) {
        setSampling(metadata, mode);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void setSampling(IIOMetadata metadata, Mode mode) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    var luma = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
    luma.setAttribute("HsamplingFactor", Integer.toString(mode.wide));
    luma.setAttribute("VsamplingFactor", Integer.toString(mode.tall));
    metadata.setFromTree(FORMAT, root);
  }
}
