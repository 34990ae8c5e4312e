package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs of kinds that our own encoders do not write. */
final class OddJpegs {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

  private OddJpegs() {}

  static byte[] progressive(Picture picture) throws IOException {
    Subsampling sampling = picture.subsampling();
    return write(picture, sampling.horizontal(), sampling.vertical(), true);
  }

  /** With luma sampled so many times as finely as chroma. */
  static byte[] sampled(Picture picture, int wide, int tall) throws IOException {
    return write(picture, wide, tall, false);
  }

  /** With bytes before the end marker that belong to nothing. */
  static byte[] filledUp(byte[] jpeg, byte[] filling) {
    int end = jpeg.length - 2;
    byte[] longer = Arrays.copyOf(jpeg, jpeg.length + filling.length);
    System.arraycopy(filling, 0, longer, end, filling.length);
    System.arraycopy(jpeg, end, longer, end + filling.length, 2);
    return longer;
  }

  /** Where the marker of a baseline frame header starts. */
  static int frameHeader(byte[] jpeg) {
    return IntStream.range(0, jpeg.length - 1)
        .filter(i -> (jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0)
        .findFirst()
        .orElseThrow();
  }

  private static BufferedImage grey(Plane luma) {
    var image = new BufferedImage(luma.width(), luma.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Plane.wrap(pixels, luma.width(), luma.height(), luma.width()).copyFrom(luma);
    return image;
  }

  private static byte[] write(Picture picture, int wide, int tall, boolean progressive)
      throws IOException {
    var image = picture.subsampling().hasChroma() ? picture.toImage() : grey(picture.luma());
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.95f);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
      var luma = (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", Integer.toString(wide));
      luma.setAttribute("VsamplingFactor", Integer.toString(tall));
      metadata.setFromTree(FORMAT, root);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
