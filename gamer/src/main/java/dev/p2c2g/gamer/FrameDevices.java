package dev.p2c2g.gamer;

import java.util.Optional;

/**
 * A client's screen and window, opened when they are first wanted, so that a client which only
 * submits needs neither. Any thread.
 */
final class FrameDevices implements AutoCloseable {
  private static final int CAPTURE_FPS = 30;

  private final String windowTitle;
  private Optional<FrameSource> source;
  private Optional<FrameSink> sink;

  FrameDevices(String windowTitle, Optional<FrameSource> source, Optional<FrameSink> sink) {
    this.windowTitle = windowTitle;
    this.source = source;
    this.sink = sink;
  }

  synchronized FrameSource source() throws CaptureException {
    if (source.isEmpty()) {
      source = Optional.of(ScreenCapture.open(ScreenOptions.wholeScreen(CAPTURE_FPS)));
    }
    return source.get();
  }

  /**
   * @param size the window's, where one has to be opened
   */
  synchronized FrameSink sink(FrameSize size) throws DisplayException {
    if (sink.isEmpty()) {
      sink = Optional.of(WindowSink.open(windowTitle, size, () -> {}));
    }
    return sink.get();
  }

  @Override
  public synchronized void close() {
    source.ifPresent(FrameSource::close);
    sink.ifPresent(FrameSink::close);
  }
}
