package dev.p2c2g.benchmarks.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * libturbojpeg and nothing around it: planes and files stay in native memory. Of one 4:2:0 picture
 * of even size; one thread.
 */
final class BareTurboJpeg {
  private static final String LIBRARY = "libturbojpeg.so.0";
  private static final int ACCURATE_DCT = 4096;
  private static final int NO_REALLOCATION = 1024;
  private static final int LIMIT_SCANS = 32768;
  private static final int NO_PADDING = 1;
  private static final int SAMPLING_420 = 2;

  private final Arena arena = Arena.ofAuto();
  private final SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, arena);
  private final MethodHandle decompress =
      function("tjDecompressToYUV2", ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle compress =
      function(
          "tjCompressFromYUV",
          ADDRESS,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          ADDRESS,
          ADDRESS,
          JAVA_INT);
  private final MemorySegment decoder = handle("tjInitDecompress");
  private final MemorySegment encoder = handle("tjInitCompress");

  private final int width;
  private final int height;
  private final MemorySegment file;
  private final MemorySegment planes;
  private final MemorySegment target;
  private final MemorySegment targetPointer;
  private final MemorySegment size;

  BareTurboJpeg(byte[] jpeg, int width, int height) {
    this.width = width;
    this.height = height;
    file = arena.allocate(jpeg.length, 64);
    MemorySegment.copy(jpeg, 0, file, JAVA_BYTE, 0, jpeg.length);
    planes = arena.allocate(3L * width * height / 2, 64);
    target = arena.allocate(6L * width * height, 64);
    targetPointer = arena.allocateFrom(ADDRESS, target);
    size = arena.allocate(JAVA_LONG);
  }

  /** Decodes the file to its planes. */
  int decode() throws Throwable {
    return require(
        (int)
            decompress.invokeExact(
                decoder,
                file,
                file.byteSize(),
                planes,
                width,
                NO_PADDING,
                height,
                ACCURATE_DCT | LIMIT_SCANS));
  }

  /** Encodes the planes that were decoded last. */
  int encode(int quality) throws Throwable {
    size.set(JAVA_LONG, 0, target.byteSize());
    return require(
        (int)
            compress.invokeExact(
                encoder,
                planes,
                width,
                NO_PADDING,
                height,
                SAMPLING_420,
                targetPointer,
                size,
                quality,
                NO_REALLOCATION | ACCURATE_DCT));
  }

  private static int require(int status) {
    if (status != 0) {
      throw new IllegalStateException("libturbojpeg: " + status);
    }
    return status;
  }

  private MemorySegment handle(String name) {
    try {
      return (MemorySegment) linked(name, FunctionDescriptor.of(ADDRESS)).invokeExact();
    } catch (Throwable thrown) {
      throw new IllegalStateException(name, thrown);
    }
  }

  /** A function of a handle, the given arguments and flags. */
  private MethodHandle function(String name, MemoryLayout... arguments) {
    return linked(
        name,
        FunctionDescriptor.of(JAVA_INT, ADDRESS)
            .appendArgumentLayouts(arguments)
            .appendArgumentLayouts(JAVA_INT));
  }

  private MethodHandle linked(String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), type);
  }
}
