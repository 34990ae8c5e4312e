package dev.p2c2g.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions of libturbojpeg that are used: those of its 2.x interface that 3.x still has. C's
 * {@code unsigned long} is 32 bits wide on Windows, 64 elsewhere.
 */
final class TurboLibrary {
  private static final List<String> NAMES =
      List.of(
          "libturbojpeg.so.0",
          "libturbojpeg.so",
          "libturbojpeg.dylib",
          "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib",
          "/usr/local/opt/jpeg-turbo/lib/libturbojpeg.dylib",
          "/opt/libjpeg-turbo/lib64/libturbojpeg.so.0",
          "turbojpeg.dll",
          "libturbojpeg.dll",
          "C:\\libjpeg-turbo64\\bin\\turbojpeg.dll");

  static final MemoryLayout C_LONG =
      Objects.requireNonNull(Linker.nativeLinker().canonicalLayouts().get("long"));
  private static final Linker LINKER = Linker.nativeLinker();

  final MethodHandle initDecompress;
  final MethodHandle initCompress;
  final MethodHandle destroy;
  final MethodHandle decompressHeader;
  final MethodHandle decompressToPlanes;
  final MethodHandle decompressToRgb;
  final MethodHandle compressFromPlanes;

  /**
   * Takes all planes in one buffer, which may lie on the heap: no collection of garbage begins
   * while it runs.
   */
  final MethodHandle compressFromHeap;

  final MethodHandle bufferSize;
  final MethodHandle errorText;
  private final SymbolLookup symbols;

  private TurboLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
    initDecompress = function("tjInitDecompress", FunctionDescriptor.of(ADDRESS));
    initCompress = function("tjInitCompress", FunctionDescriptor.of(ADDRESS));
    destroy = function("tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    decompressHeader =
        function(
            "tjDecompressHeader3",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, C_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    decompressToPlanes =
        function(
            "tjDecompressToYUVPlanes",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, C_LONG, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT,
                JAVA_INT));
    decompressToRgb =
        function(
            "tjDecompress2",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, C_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
                JAVA_INT));
    compressFromPlanes =
        function(
            "tjCompressFromYUVPlanes",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS,
                JAVA_INT, JAVA_INT));
    compressFromHeap =
        function(
            "tjCompressFromYUV",
            FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
                ADDRESS, JAVA_INT, JAVA_INT),
            Linker.Option.critical(true));
    bufferSize = function("tjBufSize", FunctionDescriptor.of(C_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    errorText = function("tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
  }

  /** Looks under the library's usual names; fails with what to install. */
  static TurboLibrary load() {
    for (String name : NAMES) {
      Optional<SymbolLookup> found = lookup(name);
      if (found.isPresent()) {
        return new TurboLibrary(found.get());
      }
    }
    throw new UnsupportedOperationException(
        "libturbojpeg is not installed (Debian: libturbojpeg0, Homebrew: jpeg-turbo)");
  }

  private static Optional<SymbolLookup> lookup(String name) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException notHere) {
      return Optional.empty();
    }
  }

  /** A C {@code unsigned long} in the carrier that this platform's linker takes. */
  static Object cLong(long value) {
    if (C_LONG.equals(JAVA_LONG)) {
      return value;
    }
    return Math.toIntExact(value);
  }

  private MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("libturbojpeg lacks " + name));
    return LINKER.downcallHandle(address, type, options);
  }
}
