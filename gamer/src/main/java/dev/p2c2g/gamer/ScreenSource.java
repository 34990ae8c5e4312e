package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A screen through FFmpeg's capture device of this platform: x11grab, gdigrab or avfoundation.
 *
 * <p>Calls are serialised, since closing during a grab would pull native memory from under it.
 */
public final class ScreenSource implements FrameSource {
  private final ScreenDevice device;
  private final FfmpegInput input;
  private final FrameConverter converter;
  private final FrameCompressor compressor;
  private final String description;
  private boolean closed;

  private ScreenSource(ScreenDevice device, ScreenOptions options, FfmpegInput input) {
    this.device = device;
    this.input = input;
    this.converter = new FrameConverter(options.frameSize());
    this.compressor = new FrameCompressor(options.jpegQuality());
    this.description = name(device, options) + " by " + device.input().format();
  }

  /**
   * Opens the device and captures once, so that a screen that opens but cannot be read (a missing
   * permission, a region outside it) is known at once.
   *
   * @throws CaptureException when there is no screen, or it cannot be captured as asked
   */
  public static ScreenSource open(ScreenOptions options) throws CaptureException {
    ScreenDevice device =
        ScreenDevice.of(
            System.getProperty("os.name"), Optional.ofNullable(System.getenv("DISPLAY")), options);
    ScreenSource source = new ScreenSource(device, options, openInput(device, options));
    try {
      source.grab();
      return source;
    } catch (CaptureException e) {
      source.close();
      throw e;
    }
  }

  private static FfmpegInput openInput(ScreenDevice device, ScreenOptions options)
      throws CaptureException {
    try {
      return FfmpegInput.open(name(device, options), device.input());
    } catch (CaptureException e) {
      throw new CaptureException(
          e.getMessage()
              + "; check that the display is there and the region inside it, or use --frames DIR",
          e);
    }
  }

  private static String name(ScreenDevice device, ScreenOptions options) {
    String part = options.region().map(region -> ", " + Cropping.describe(region)).orElse("");
    return "screen " + device.input().url() + part;
  }

  @Override
  public synchronized Optional<CapturedFrame> next() throws CaptureException {
    if (closed) {
      return Optional.empty();
    }
    long startNanos = System.nanoTime();
    return Optional.of(compressor.compress(grab(), startNanos));
  }

  private Picture grab() throws CaptureException {
    AVFrame frame =
        input.read().orElseThrow(() -> new CaptureException(description + " has ended"));
    if (device.crop().isPresent()) {
      Cropping.apply(frame, device.crop().get());
    }
    return converter.convert(frame);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      input.close();
      converter.close();
    }
  }
}
