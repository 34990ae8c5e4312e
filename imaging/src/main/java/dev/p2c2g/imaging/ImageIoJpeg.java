package dev.p2c2g.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;

/** JPEG by the JDK's own codec: slow, and everywhere. */
final class ImageIoJpeg implements JpegCodec {
  private static final String METADATA_FORMAT = "javax_imageio_jpeg_image_1.0";

  @Override
  public String name() {
    return "imageio";
  }

  @Override
  public Picture decode(byte[] data, long maxPixels, PictureAllocator into) {
    JpegHeader header = JpegHeader.parse(data).within(maxPixels);
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> {
        if (!JpegPadding.explains(warning, data)) {
          throw new ImagingException(ImagingException.Kind.BROKEN, "the JPEG: " + warning);
        }
      });
      return toPicture(reader.readRaster(0, null), header, into);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ImagingException(
          ImagingException.Kind.BROKEN, "the JPEG cannot be decoded: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  /** The raster holds the file's own components, chroma already at full size. */
  private static Picture toPicture(Raster raster, JpegHeader header, PictureAllocator into) {
    if (raster.getWidth() != header.width()
        || raster.getHeight() != header.height()
        || raster.getNumBands() != header.components()) {
      throw new ImagingException(
          ImagingException.Kind.BROKEN, "the JPEG has more than one frame header");
    }
    if (header.rgb()) {
      BufferedImage image =
          new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_3BYTE_BGR);
      image.setData(raster);
      return Picture.fromImage(image);
    }
    Subsampling subsampling = header.subsampling().orElse(Subsampling.S444);
    Picture picture = into.allocate(header.width(), header.height(), subsampling);
    readBand(raster, 0, picture.luma());
    for (int i = 1; i < picture.planes().size(); i++) {
      Plane full = Plane.allocate(header.width(), header.height());
      readBand(raster, i, full);
      picture.planes().get(i).copyFrom(BoxShrink.shrink(full, subsampling));
    }
    return picture;
  }

  private static void readBand(Raster raster, int band, Plane plane) {
    int[] row = new int[plane.width()];
    for (int y = 0; y < plane.height(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
      for (int x = 0; x < row.length; x++) {
        plane.samples()[plane.rowStart(y) + x] = (byte) row[x];
      }
    }
  }

  @Override
  public byte[] encode(Picture picture, int quality) {
    JpegCodec.requireEncodable(picture, quality);
    int type =
        picture.subsampling().hasChroma()
            ? BufferedImage.TYPE_INT_RGB
            : BufferedImage.TYPE_BYTE_GRAY;
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.width() * picture.height() / 4);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      // The JDK's scale is the Independent JPEG Group's, over 100.
      param.setCompressionQuality(quality / 100f);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromBufferedImageType(type), param);
      setSampling(metadata, picture.subsampling());
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster(picture), null, metadata), param);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.BAD_REQUEST, "the JPEG cannot be encoded: " + e.getMessage(), e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void setSampling(IIOMetadata metadata, Subsampling subsampling)
      throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(METADATA_FORMAT);
    NodeList components = root.getElementsByTagName("componentSpec");
    IIOMetadataNode luma = (IIOMetadataNode) components.item(0);
    luma.setAttribute("HsamplingFactor", Integer.toString(subsampling.horizontal()));
    luma.setAttribute("VsamplingFactor", Integer.toString(subsampling.vertical()));
    metadata.setFromTree(METADATA_FORMAT, root);
  }

  /**
   * The planes side by side, which the writer takes as they are. Each chroma sample stands for all
   * its pixels, so that the writer's average over them gives it back; a way through RGB would bend
   * colours, and those at a band's edge differently than within the whole picture.
   */
  private static Raster raster(Picture picture) {
    int count = picture.planes().size();
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, picture.width(), picture.height(), count, null);
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    for (int i = 0; i < count; i++) {
      Subsampling shared = i == 0 ? Subsampling.S444 : picture.subsampling();
      interleave(picture.planes().get(i), shared, raster.getWidth(), samples, i, count);
    }
    return raster;
  }

  private static void interleave(
      Plane plane, Subsampling shared, int width, byte[] samples, int first, int step) {
    int at = first;
    for (int y = 0; at < samples.length; y++) {
      int row = plane.rowStart(y / shared.vertical());
      for (int x = 0; x < width; x++, at += step) {
        samples[at] = plane.samples()[row + x / shared.horizontal()];
      }
    }
  }
}
