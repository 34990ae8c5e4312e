package dev.p2c2g.gamer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Chooses how the screen is captured: the platform's own device, else {@link RobotSource}. */
public final class ScreenCapture {
  private static final Logger LOG = System.getLogger(ScreenCapture.class.getName());

  private ScreenCapture() {}

  /**
   * A screen as asked for. Falling back is logged with its reason.
   *
   * @throws CaptureException when neither way can capture it; the message gives both reasons
   */
  public static FrameSource open(ScreenOptions options) throws CaptureException {
    try {
      return logged(ScreenSource.open(options));
    } catch (CaptureException e) {
      return fallBack(options, e);
    } catch (LinkageError e) { // no FFmpeg for this platform on the class path
      return fallBack(options, new CaptureException("FFmpeg does not load: " + e.getMessage(), e));
    }
  }

  private static FrameSource fallBack(ScreenOptions options, CaptureException reason)
      throws CaptureException {
    if (options.device().isPresent()) {
      throw reason; // Java knows only the default screen, which is not the one asked for
    }
    try {
      FrameSource robot = RobotSource.open(options);
      LOG.log(Level.WARNING, "capturing with java.awt.Robot, since {0}", reason.getMessage());
      return logged(robot);
    } catch (CaptureException e) {
      CaptureException both =
          new CaptureException(
              "%s (fall-back: %s)".formatted(reason.getMessage(), e.getMessage()), reason);
      both.addSuppressed(e);
      throw both;
    }
  }

  private static FrameSource logged(FrameSource source) {
    LOG.log(Level.INFO, "capturing {0}", source.description());
    return source;
  }
}
