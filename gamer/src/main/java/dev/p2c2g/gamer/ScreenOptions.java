package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Region;
import java.util.Optional;

/**
 * What to capture of a screen, and how. Values out of range are refused with an {@link
 * IllegalArgumentException}.
 *
 * @param device the screen in the platform's own terms: an X display such as {@code :0.0} on Linux
 *     (when empty {@code $DISPLAY}), {@code desktop} or {@code title=...} on Windows, {@code
 *     Capture screen 0} on macOS
 * @param region the part to capture; the whole screen when empty
 * @param frameSize the size to send, at most the captured size; as captured when empty
 * @param fps how often frames will be asked for, 1 to 240 a second
 * @param jpegQuality 1 to 100
 * @param cursor whether the mouse pointer is drawn into the frames; the fall-back never draws it
 */
public record ScreenOptions(
    Optional<String> device,
    Optional<Region> region,
    Optional<FrameSize> frameSize,
    int fps,
    int jpegQuality,
    boolean cursor) {
  private static final int MAX_FPS = 240;

  public ScreenOptions {
    if (fps < 1 || fps > MAX_FPS) {
      throw new IllegalArgumentException(
          "fps is %d; use 1 to %d frames a second".formatted(fps, MAX_FPS));
    }
    JpegQuality.require(jpegQuality);
  }

  /** The whole default screen at its own size, without the pointer, JPEG quality 85. */
  public static ScreenOptions wholeScreen(int fps) {
    return new ScreenOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), fps, JpegQuality.DEFAULT, false);
  }
}
