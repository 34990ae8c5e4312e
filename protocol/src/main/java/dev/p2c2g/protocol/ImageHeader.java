package dev.p2c2g.protocol;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a picture says of itself before any pixel is decoded: the format and size in the header of a
 * JPEG (ITU-T T.81, B.2.2: the frame header behind a start-of-frame marker) or of a PNG (RFC 2083,
 * the IHDR chunk, always first).
 */
public record ImageHeader(Format format, int width, int height) {
  public enum Format {
    JPEG,
    PNG
  }

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_IHDR = 0x49484452;
  private static final int PNG_HEADER_BYTES = 24;
  private static final int JPEG_START = 0xFFD8;
  private static final int JPEG_SCAN = 0xDA;
  private static final int JPEG_END = 0xD9;

  public long pixels() {
    return (long) width * height;
  }

  /**
   * Reads the header; empty when the bytes are neither a JPEG nor a PNG, or end before their size
   * is told.
   */
  public static Optional<ImageHeader> read(ByteBuffer bytes) {
    var in = bytes.slice();
    if (in.remaining() >= PNG_HEADER_BYTES && in.getLong(0) == PNG_SIGNATURE) {
      return in.getInt(12) == PNG_IHDR
          ? sized(Format.PNG, in.getInt(16), in.getInt(20))
          : Optional.empty();
    }
    return in.remaining() >= 4 && unsigned16(in, 0) == JPEG_START ? jpeg(in) : Optional.empty();
  }

  private static Optional<ImageHeader> jpeg(ByteBuffer in) {
    var at = 2;
    while (at + 4 <= in.remaining() && unsigned8(in, at) == 0xFF) {
      var marker = unsigned8(in, at + 1);
      if (marker == 0xFF) { // a fill byte before the marker
        at++;
      } else if (isStartOfFrame(marker)) {
        return at + 9 <= in.remaining()
            ? sized(Format.JPEG, unsigned16(in, at + 7), unsigned16(in, at + 5))
            : Optional.empty();
      } else if (marker == JPEG_SCAN || marker == JPEG_END) {
        return Optional.empty();
      } else {
        at += isStandalone(marker) ? 2 : 2 + Math.max(2, unsigned16(in, at + 2));
      }
    }
    return Optional.empty();
  }

  private static Optional<ImageHeader> sized(Format format, int width, int height) {
    return width > 0 && height > 0
        ? Optional.of(new ImageHeader(format, width, height))
        : Optional.empty();
  }

  /** SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which share the range. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** TEM and RSTn stand alone, without a length. */
  private static boolean isStandalone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
  }

  private static int unsigned8(ByteBuffer in, int at) {
    return in.get(at) & 0xFF;
  }

  private static int unsigned16(ByteBuffer in, int at) {
    return in.getShort(at) & 0xFFFF;
  }
}
