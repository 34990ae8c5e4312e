package dev.p2c2g.gamer;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The same picture again and again, or failures. */
final class ListSource implements FrameSource {
  private final Iterator<Optional<byte[]>> pictures;
  private final FrameSize size;
  private long index;

  private ListSource(Stream<Optional<byte[]>> pictures, FrameSize size) {
    this.pictures = pictures.iterator();
    this.size = size;
  }

  static ListSource of(byte[] picture, FrameSize size, long frames) {
    return new ListSource(Stream.generate(() -> Optional.of(picture)).limit(frames), size);
  }

  /** Fails so many times, then delivers one frame. */
  static ListSource failing(long failures, byte[] picture, FrameSize size) {
    Stream<Optional<byte[]>> none = Stream.generate(() -> Optional.<byte[]>empty()).limit(failures);
    return new ListSource(Stream.concat(none, Stream.of(Optional.of(picture))), size);
  }

  @Override
  public Optional<CapturedFrame> next() throws CaptureException {
    if (!pictures.hasNext()) {
      return Optional.empty();
    }
    long startNanos = System.nanoTime();
    byte[] data = pictures.next().orElseThrow(() -> new CaptureException("the camera blinked"));
    return Optional.of(new CapturedFrame(index++, startNanos, size.width(), size.height(), data));
  }

  @Override
  public String description() {
    return "a test's frames";
  }

  @Override
  public void close() {}
}
