package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** A libturbojpeg decompressor. */
final class TurboDecoder extends TurboInstance {
  /** Refuse progressive files of hundreds of scans, which cost hours for few bytes. */
  private static final int LIMIT_SCANS = 32768;

  private static final int FLAGS = ACCURATE_DCT | LIMIT_SCANS;
  private static final int PIXELS_BGRX = 3;
  private static final int PIXELS_XRGB = 5;

  TurboDecoder(TurboLibrary library) {
    super(library, handle(library));
  }

  private static MemorySegment handle(TurboLibrary library) {
    try {
      return (MemorySegment) library.initDecompress.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  Picture decode(byte[] data, JpegHeader header, PictureAllocator into) {
    MemorySegment jpeg = buffer(data.length);
    MemorySegment.copy(data, 0, jpeg, JAVA_BYTE, 0, data.length);
    requireSameHeader(jpeg, data.length, header);
    return header.subsampling().isPresent()
        ? decodePlanes(jpeg, data, header, header.subsampling().get()).toPicture(into)
        : decodeRgb(jpeg, data, header);
  }

  /** The planes were sized by our reading of the header, so the library must read the same. */
  private void requireSameHeader(MemorySegment jpeg, long length, JpegHeader header) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(JAVA_INT, 4);
      int status =
          (int)
              library.decompressHeader.invoke(
                  handle,
                  jpeg,
                  TurboLibrary.cLong(length),
                  found.asSlice(0),
                  found.asSlice(4),
                  found.asSlice(8),
                  found.asSlice(12));
      check(status, ImagingException.Kind.BROKEN);
      int sampling = found.getAtIndex(JAVA_INT, 2);
      boolean same =
          found.getAtIndex(JAVA_INT, 0) == header.width()
              && found.getAtIndex(JAVA_INT, 1) == header.height()
              && header.subsampling().map(s -> sampling(s) == sampling).orElse(true);
      if (!same) {
        throw new ImagingException(
            ImagingException.Kind.BROKEN, "the JPEG has more than one frame header");
      }
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  private NativePlanes decodePlanes(
      MemorySegment jpeg, byte[] data, JpegHeader header, Subsampling subsampling) {
    NativePlanes planes = planes(header.width(), header.height(), subsampling);
    try {
      int status =
          (int)
              library.decompressToPlanes.invoke(
                  handle,
                  jpeg,
                  TurboLibrary.cLong(data.length),
                  planes.pointers,
                  header.width(),
                  planes.strides,
                  header.height(),
                  FLAGS);
      requireWhole(status, data);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
    return planes;
  }

  private void requireWhole(int status, byte[] data) {
    if (status != 0 && !JpegPadding.explains(errorText(), data)) {
      check(status, ImagingException.Kind.BROKEN);
    }
  }

  private Picture decodeRgb(MemorySegment jpeg, byte[] data, JpegHeader header) {
    int width = header.width();
    BufferedImage image = new BufferedImage(width, header.height(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int layout = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? PIXELS_BGRX : PIXELS_XRGB;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment rgb = arena.allocate(JAVA_INT, pixels.length);
      int status =
          (int)
              library.decompressToRgb.invoke(
                  handle,
                  jpeg,
                  TurboLibrary.cLong(data.length),
                  rgb,
                  width,
                  4 * width,
                  header.height(),
                  layout,
                  FLAGS);
      requireWhole(status, data);
      MemorySegment.copy(rgb, JAVA_INT, 0, pixels, 0, pixels.length);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
    return Picture.fromImage(image);
  }
}
