package dev.p2c2g.imaging;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A libturbojpeg handle with the buffers it works in; one thread at a time. */
abstract class TurboInstance implements InstancePool.Instance {
  /** Keep to the accurate cosine transform. */
  static final int ACCURATE_DCT = 4096;

  private static final int MAX_TEXT = 200;

  final TurboLibrary library;
  final MemorySegment handle;
  private Optional<NativePlanes> planes = Optional.empty();
  private MemorySegment buffer = MemorySegment.NULL;

  TurboInstance(TurboLibrary library, MemorySegment handle) {
    if (handle.equals(MemorySegment.NULL)) {
      throw new IllegalStateException("libturbojpeg gave no handle: out of memory?");
    }
    this.library = library;
    this.handle = handle;
  }

  NativePlanes planes(int width, int height, Subsampling subsampling) {
    Optional<NativePlanes> fitting = planes.filter(p -> p.fits(width, height, subsampling));
    if (fitting.isPresent()) {
      return fitting.get();
    }
    NativePlanes fresh = new NativePlanes(width, height, subsampling);
    planes = Optional.of(fresh);
    return fresh;
  }

  /** The compressed bytes' buffer, grown by halves so that streams of varying sizes settle. */
  MemorySegment buffer(long size) {
    if (buffer.byteSize() < size) {
      buffer = Arena.ofAuto().allocate(size + size / 2, 64);
    }
    return buffer;
  }

  /** Throws the library's own words unless the call returned 0. */
  void check(int status, ImagingException.Kind kind) {
    if (status != 0) {
      throw new ImagingException(kind, "libturbojpeg: " + errorText());
    }
  }

  /** What the last call that returned other than 0 said; of several warnings the first. */
  String errorText() {
    try {
      MemorySegment text = (MemorySegment) library.errorText.invokeExact(handle);
      return text.reinterpret(MAX_TEXT).getString(0);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Native calls declare Throwable; only unchecked ones come out of them. */
  static RuntimeException rethrow(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException("calling libturbojpeg", thrown);
    };
  }

  static int sampling(Subsampling subsampling) {
    return switch (subsampling) {
      case S444 -> 0;
      case S422 -> 1;
      case S420 -> 2;
      case GREY -> 3;
    };
  }

  @Override
  public void free() {
    try {
      int status = (int) library.destroy.invokeExact(handle);
      assert status == 0 : "tjDestroy: " + status;
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }
}
