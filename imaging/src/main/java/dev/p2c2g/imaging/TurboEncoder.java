package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A libturbojpeg compressor. */
final class TurboEncoder extends TurboInstance {
  /** The buffer is ours and large enough for the worst case. */
  private static final int NO_REALLOCATION = 1024;

  private static final int FLAGS = NO_REALLOCATION | ACCURATE_DCT;
  private static final int NO_PADDING = 1;

  /**
   * A garbage collection that is due waits for the call, about 10 ms at most. Larger pictures are
   * copied out of the heap first, at a twentieth of the time that their encoding takes.
   */
  private static final long MOST_PIXELS_ON_HEAP = 4 << 20;

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
    int sampling = sampling(picture.subsampling());
    try (Arena arena = Arena.ofConfined()) {
      long capacity =
          ((Number) library.bufferSize.invoke(picture.width(), picture.height(), sampling))
              .longValue();
      MemorySegment target = buffer(capacity);
      MemorySegment targetPointer = arena.allocateFrom(ADDRESS, target);
      MemorySegment size = arena.allocate(JAVA_LONG);
      putSize(size, target.byteSize());
      int status =
          canStayOnHeap(picture)
              ? compressFromHeap(picture, sampling, targetPointer, size, quality)
              : compressFromPlanes(picture, sampling, targetPointer, size, quality);
      check(status, ImagingException.Kind.BAD_REQUEST);
      return target.asSlice(0, size(size)).toArray(JAVA_BYTE);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Whole planes one behind the other, as the library reads them, of a size soon encoded. */
  private static boolean canStayOnHeap(Picture picture) {
    Subsampling subsampling = picture.subsampling();
    List<Plane> planes = picture.planes();
    for (int i = 1; i < planes.size(); i++) {
      if (!planes.get(i).follows(planes.get(i - 1))) {
        return false;
      }
    }
    Plane luma = picture.luma();
    return luma.stride() == luma.width()
        && luma.width() % subsampling.horizontal() == 0
        && luma.height() % subsampling.vertical() == 0
        && (long) luma.width() * luma.height() <= MOST_PIXELS_ON_HEAP;
  }

  private int compressFromHeap(
      Picture picture, int sampling, MemorySegment target, MemorySegment size, int quality)
      throws Throwable {
    Plane luma = picture.luma();
    return (int)
        library.compressFromHeap.invokeExact(
            handle,
            MemorySegment.ofArray(luma.samples()).asSlice(luma.rowStart(0)),
            luma.width(),
            NO_PADDING,
            luma.height(),
            sampling,
            target,
            size,
            quality,
            FLAGS);
  }

  private int compressFromPlanes(
      Picture picture, int sampling, MemorySegment target, MemorySegment size, int quality)
      throws Throwable {
    NativePlanes planes = planes(picture.width(), picture.height(), picture.subsampling());
    planes.fill(picture);
    return (int)
        library.compressFromPlanes.invokeExact(
            handle,
            planes.pointers,
            picture.width(),
            planes.strides,
            picture.height(),
            sampling,
            target,
            size,
            quality,
            FLAGS);
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
