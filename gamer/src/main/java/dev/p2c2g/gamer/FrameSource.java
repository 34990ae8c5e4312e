package dev.p2c2g.gamer;

import java.util.Optional;

/**
 * Where frames come from.
 *
 * <p>One thread calls {@link #next()}, and that caller sets the pace: a screen is captured when it
 * is asked for, files are delivered as fast as they are asked for. {@link #close()} may come from
 * any thread; after it {@code next()} answers empty.
 */
public interface FrameSource extends AutoCloseable {
  /**
   * The next frame, or empty once the source has ended.
   *
   * @throws CaptureException when this frame cannot be had. The source stays usable: the next call
   *     tries the frame after it
   */
  Optional<CapturedFrame> next() throws CaptureException;

  /** What is captured and how, in one line for logs: "screen :0 by x11grab, 1280x720". */
  String description();

  /** Releases the device, the file and the threads. Calling it twice is harmless. */
  @Override
  void close();
}
