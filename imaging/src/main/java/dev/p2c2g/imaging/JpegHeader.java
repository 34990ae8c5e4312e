package dev.p2c2g.imaging;

import java.util.Optional;

/**
 * What a JPEG says of itself before any pixel is decoded (ITU-T T.81, annex B).
 *
 * @param components 1 for grey, 3 for colour
 * @param subsampling empty where the sampling is none of ours; such files are read as 4:4:4
 * @param rgb true where an Adobe marker says that the components are red, green and blue
 */
record JpegHeader(
    int width, int height, int components, Optional<Subsampling> subsampling, boolean rgb) {
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP14 = 0xee;

  /** Reads the markers up to the frame header, and looks for the end of the image. */
  static JpegHeader parse(byte[] data) {
    if (u8(data, 0) != 0xff || u8(data, 1) != START_OF_IMAGE) {
      throw broken("does not start like one");
    }
    boolean rgb = false;
    int at = 2;
    while (true) {
      int marker = markerAt(data, at);
      at = skipFill(data, at);
      int length = u16(data, at + 2);
      if (isFrameHeader(marker)) {
        requireEnd(data, at + length);
        return frame(data, at + 4, marker, rgb);
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw broken("has no frame header");
      }
      if (marker == APP14 && length >= 14 && u8(data, at + 4) == 'A') {
        rgb = u8(data, at + 15) == 0;
      }
      at += 2 + length;
    }
  }

  long pixels() {
    return (long) width * height;
  }

  /** Fails with {@link ImagingException.Kind#TOO_MANY_PIXELS} above the budget. */
  JpegHeader within(long maxPixels) {
    PixelBudget.require(width, height, maxPixels);
    return this;
  }

  private static JpegHeader frame(byte[] data, int at, int marker, boolean adobeRgb) {
    if (marker > 0xc2) {
      throw unsupported("is lossless, hierarchical or arithmetic-coded");
    }
    int height = u16(data, at + 1);
    int width = u16(data, at + 3);
    int components = u8(data, at + 5);
    if (u8(data, at) != 8) {
      throw unsupported("has " + u8(data, at) + " bits a sample, not 8");
    }
    if (width == 0 || height == 0) {
      throw broken("says it is " + width + "x" + height);
    }
    if (components == 4) {
      throw unsupported("is CMYK or YCCK; convert it to RGB first");
    }
    if (components != 1 && components != 3) {
      throw unsupported("has " + components + " components");
    }
    boolean rgb = components == 3 && (adobeRgb || namedRgb(data, at));
    return new JpegHeader(width, height, components, sampling(data, at, components, rgb), rgb);
  }

  private static boolean namedRgb(byte[] data, int at) {
    return u8(data, at + 6) == 'R' && u8(data, at + 9) == 'G' && u8(data, at + 12) == 'B';
  }

  private static Optional<Subsampling> sampling(byte[] data, int at, int components, boolean rgb) {
    if (components == 1) {
      return Optional.of(Subsampling.GREY);
    }
    if (rgb || u8(data, at + 10) != 0x11 || u8(data, at + 13) != 0x11) {
      return Optional.empty();
    }
    return switch (u8(data, at + 7)) {
      case 0x11 -> Optional.of(Subsampling.S444);
      case 0x21 -> Optional.of(Subsampling.S422);
      case 0x22 -> Optional.of(Subsampling.S420);
      default -> Optional.empty();
    };
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0
        && marker <= 0xcf
        && marker != 0xc4 // Huffman tables
        && marker != 0xc8 // reserved
        && marker != 0xcc; // arithmetic conditioning
  }

  private static void requireEnd(byte[] data, int from) {
    for (int i = data.length - 2; i >= from; i--) {
      if (u8(data, i) == 0xff && u8(data, i + 1) == END_OF_IMAGE) {
        return;
      }
    }
    throw broken("is cut off: its end marker is missing");
  }

  private static int markerAt(byte[] data, int at) {
    int start = skipFill(data, at);
    if (u8(data, start) != 0xff) {
      throw broken("has no marker at byte " + at);
    }
    return u8(data, start + 1);
  }

  /** Any number of 0xff may stand before a marker's own. */
  private static int skipFill(byte[] data, int at) {
    int start = at;
    while (u8(data, start) == 0xff && u8(data, start + 1) == 0xff) {
      start++;
    }
    return start;
  }

  private static int u16(byte[] data, int at) {
    return u8(data, at) << 8 | u8(data, at + 1);
  }

  private static int u8(byte[] data, int at) {
    if (at >= data.length) {
      throw broken("ends within its header");
    }
    return data[at] & 0xff;
  }

  private static ImagingException broken(String how) {
    return new ImagingException(ImagingException.Kind.BROKEN, "the JPEG " + how);
  }

  private static ImagingException unsupported(String how) {
    return new ImagingException(ImagingException.Kind.UNSUPPORTED, "the JPEG " + how);
  }
}
