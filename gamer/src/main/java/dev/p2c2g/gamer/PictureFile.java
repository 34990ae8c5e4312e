package dev.p2c2g.gamer;

import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.ImagingException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The size that a JPEG or PNG file says it has, read without decoding it. */
final class PictureFile {
  private static final int PNG_SIZE_AT = 16;
  private static final int JPEG_END = 0xffd9;

  private PictureFile() {}

  /**
   * @param file only named in messages
   * @throws CaptureException when it is neither format, cut short, or larger than a frame may be
   */
  static FrameSize size(Path file, byte[] data) throws CaptureException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(data);
      return switch (ImageFormat.sniff(data)) {
        case JPEG -> jpegSize(bytes);
        case PNG -> new FrameSize(bytes.getInt(PNG_SIZE_AT), bytes.getInt(PNG_SIZE_AT + 4));
      };
    } catch (ImagingException | IllegalArgumentException e) {
      throw new CaptureException("%s is no usable frame: %s".formatted(file, e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      throw new CaptureException("%s is no usable frame: it ends in its header".formatted(file), e);
    }
  }

  // walks the marker segments up to the frame header (ITU-T T.81, B.1.1 and B.2.2)
  private static FrameSize jpegSize(ByteBuffer bytes) {
    int at = 2;
    while (!isFrameHeader(unsigned(bytes, at))) {
      require(bytes.get(at) == (byte) 0xff, "its JPEG header is broken");
      boolean fill = bytes.get(at + 1) == (byte) 0xff;
      at += fill ? 1 : 2 + unsigned(bytes, at + 2);
    }
    require(endsProperly(bytes, at), "the JPEG is cut short");
    return new FrameSize(unsigned(bytes, at + 7), unsigned(bytes, at + 5));
  }

  private static boolean isFrameHeader(int marker) {
    boolean table = marker == 0xffc4 || marker == 0xffc8 || marker == 0xffcc;
    return marker >= 0xffc0 && marker <= 0xffcf && !table;
  }

  private static boolean endsProperly(ByteBuffer bytes, int from) {
    int at = bytes.limit() - 2;
    while (at > from && unsigned(bytes, at) != JPEG_END) {
      at--;
    }
    return at > from;
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
