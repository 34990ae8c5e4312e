package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A libturbojpeg compressor. */
final class TurboEncoder extends TurboInstance {
  /** The buffer is ours and large enough for the worst case. */
  private static final int NO_REALLOCATION = 1024;

  TurboEncoder(TurboLibrary library) {
    super(library, handle(library));
  }

  private static MemorySegment handle(TurboLibrary library) {
    try {
      return (MemorySegment) library.initCompress.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  byte[] encode(Picture picture, int quality) {
    int width = picture.width();
    int height = picture.height();
    int sampling = sampling(picture.subsampling());
    NativePlanes planes = planes(width, height, picture.subsampling());
    planes.fill(picture);
    try (Arena arena = Arena.ofConfined()) {
      long capacity = ((Number) library.bufferSize.invoke(width, height, sampling)).longValue();
      MemorySegment target = buffer(capacity);
      MemorySegment targetPointer = arena.allocateFrom(ADDRESS, target);
      MemorySegment size = arena.allocate(JAVA_LONG);
      putSize(size, target.byteSize());
      int status =
          (int)
              library.compressFromPlanes.invoke(
                  handle,
                  planes.pointers,
                  width,
                  planes.strides,
                  height,
                  sampling,
                  targetPointer,
                  size,
                  quality,
                  NO_REALLOCATION | ACCURATE_DCT);
      check(status, ImagingException.Kind.BAD_REQUEST);
      return target.asSlice(0, size(size)).toArray(JAVA_BYTE);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  private static void putSize(MemorySegment size, long value) {
    if (TurboLibrary.C_LONG.byteSize() == Long.BYTES) {
      size.set(JAVA_LONG, 0, value);
    } else {
      size.set(JAVA_INT, 0, Math.toIntExact(value));
    }
  }

  private static long size(MemorySegment size) {
    return TurboLibrary.C_LONG.byteSize() == Long.BYTES
        ? size.get(JAVA_LONG, 0)
        : Integer.toUnsignedLong(size.get(JAVA_INT, 0));
  }
}
