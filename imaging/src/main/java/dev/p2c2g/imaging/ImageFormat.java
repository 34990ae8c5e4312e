package dev.p2c2g.imaging;

import java.util.Arrays;

/** The file formats that are read and written. */
public enum ImageFormat {
  JPEG,
  PNG;

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Tells the format by the first bytes; fails with what was expected where it is neither. */
  public static ImageFormat sniff(byte[] data) {
    if (startsWith(data, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      return JPEG;
    }
    if (startsWith(data, PNG_SIGNATURE)) {
      return PNG;
    }
    throw new ImagingException(
        ImagingException.Kind.BROKEN,
        "not a picture: %d bytes that start like neither JPEG nor PNG".formatted(data.length));
  }

  private static boolean startsWith(byte[] data, byte[] prefix) {
    return data.length >= prefix.length
        && Arrays.equals(data, 0, prefix.length, prefix, 0, prefix.length);
  }
}
