package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.Subsampling;
import dev.p2c2g.imaging.SyntheticFrame;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Both ends of a {@link Rehearsal}: frames that look like something, the same each time, and what
 * became of them. Safe for any thread.
 */
final class MadeUpFrames implements FrameSource, FrameSink {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;
  private static final int JPEG_QUALITY = 90;

  /** Made with the first frame: whoever makes a session has no time for it. */
  private byte[] jpeg = {};

  private final NavigableMap<Long, Long> capturedNanos = new TreeMap<>();
  private LongStream.Builder cameBackInNanos = LongStream.builder();
  private int late;
  private long next;

  /**
   * What was shown since the last look.
   *
   * @param nanos from capture to display, of those that a peer upscaled
   * @param late the others
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Window(long[] nanos, int late) {}

  synchronized Window takeWindow() {
    var window = new Window(cameBackInNanos.build().toArray(), late);
    cameBackInNanos = LongStream.builder();
    late = 0;
    return window;
  }

  @Override
  public synchronized Optional<CapturedFrame> next() {
    if (jpeg.length == 0) {
      jpeg = jpeg(WIDTH, HEIGHT);
    }
    var now = System.nanoTime();
    capturedNanos.put(next, now);
    return Optional.of(new CapturedFrame(next++, now, WIDTH, HEIGHT, jpeg));
  }

  @Override
  public synchronized void show(ShownFrame frame) {
    var captured = capturedNanos.remove(frame.index());
    // frames are shown in order: those before this one were skipped
    var skipped = capturedNanos.headMap(frame.index());
    late += skipped.size();
    skipped.clear();
    if (captured != null && frame.upscaledByPeer()) {
      cameBackInNanos.add(System.nanoTime() - captured);
    } else {
      late++;
    }
  }

  static byte[] jpeg(int width, int height) {
    return Codecs.jpeg().encode(SyntheticFrame.of(width, height, Subsampling.S420), JPEG_QUALITY);
  }

  @Override
  public String description() {
    return "made-up frames";
  }

  @Override
  public void close() {}
}
