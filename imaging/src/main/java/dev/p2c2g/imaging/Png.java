package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG by the JDK: any depth, palette or grey comes in as 8-bit planes; colour and alpha go out. */
final class Png {
  /** Signature, chunk length and type, then width and height of the header chunk. */
  private static final int HEADER_LENGTH = 24;

  /** Frames are wanted soon: a light deflate costs a tenth more bytes and half the time. */
  private static final float COMPRESSION = 0.7f;

  private Png() {}

  /** Decodes within a budget of pixels, which is checked on the header alone. */
  static Picture decode(byte[] data, long maxPixels) {
    if (data.length < HEADER_LENGTH) {
      throw broken("ends within its header");
    }
    int width = ByteBuffer.wrap(data).getInt(16);
    int height = ByteBuffer.wrap(data).getInt(20);
    if (width < 1 || height < 1) {
      throw broken("has an impossible size in its header");
    }
    PixelBudget.require(width, height, maxPixels);
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(in, true, true);
      return Picture.fromImage(reader.read(0));
    } catch (IOException | RuntimeException e) {
      // The JDK's reader answers damage with many kinds of unchecked exception.
      throw new ImagingException(
          ImagingException.Kind.BROKEN, "the PNG cannot be decoded: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  static byte[] encode(Picture picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.width() * picture.height());
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(COMPRESSION);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image(picture), null, null), param);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST, "the PNG cannot be encoded: " + e.getMessage(), e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage image(Picture picture) {
    if (picture.subsampling().hasChroma() || picture.alpha().isPresent()) {
      return picture.toImage();
    }
    BufferedImage grey =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    Plane.wrap(pixels, picture.width(), picture.height(), picture.width()).copyFrom(picture.luma());
    return grey;
  }

  private static ImagingException broken(String how) {
    return new ImagingException(ImagingException.Kind.BROKEN, "the PNG " + how);
  }
}
