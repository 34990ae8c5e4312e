package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Shows frames in a window, letter-boxed to its size, with the caption over them (F1 hides it).
 *
 * <p>Painting happens on the thread that calls {@link #show}, so a frame has gone to the screen
 * when the call returns; a frame older than the last one shown is left out. A closed window
 * swallows frames.
 */
public final class WindowSink implements FrameSink {
  private final FrameWindow window;
  private BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
  private long newest = Long.MIN_VALUE;

  private WindowSink(FrameWindow window) {
    this.window = window;
  }

  /**
   * Opens a window.
   *
   * @param size of the picture area in pixels; reduced where the screen is smaller
   * @param onClosed called once, on AWT's event thread, when the user closes the window
   * @throws DisplayException when this machine has no screen to open a window on
   */
  public static WindowSink open(String title, FrameSize size, Runnable onClosed)
      throws DisplayException {
    try {
      if (GraphicsEnvironment.isHeadless()) {
        throw new DisplayException("no display: set DISPLAY, or use --out DIR");
      }
      return new WindowSink(new FrameWindow(title, size, onClosed));
    } catch (AWTError | LinkageError e) { // the latter when AWT fails a second time
      throw new DisplayException(
          "cannot open a window: %s; set DISPLAY, or use --out DIR".formatted(e.getMessage()), e);
    }
  }

  @Override
  public void show(ShownFrame frame) {
    if (frame.index() < newest) {
      return;
    }
    newest = frame.index();
    window.paint(imageOf(frame.picture()), frame.caption());
  }

  private BufferedImage imageOf(Picture picture) {
    if (image.getWidth() != picture.width() || image.getHeight() != picture.height()) {
      image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    }
    picture.toRgb(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
    return image;
  }

  @Override
  public void close() {
    window.close();
  }
}
