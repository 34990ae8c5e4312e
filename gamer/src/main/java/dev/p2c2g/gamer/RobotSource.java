package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Picture;
import dev.p2c2g.imaging.Region;
import dev.p2c2g.imaging.Subsampling;
import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * The default screen through {@link Robot}: slower than the platform's capture device and without
 * the pointer, but there wherever Java can open a window.
 */
public final class RobotSource implements FrameSource {
  private final Robot robot;
  private final Rectangle area;
  private final FrameSize size;
  private final FrameCompressor compressor;
  private volatile boolean closed;

  private RobotSource(Robot robot, Rectangle area, FrameSize size, int jpegQuality) {
    this.robot = robot;
    this.area = area;
    this.size = size;
    this.compressor = new FrameCompressor(jpegQuality);
  }

  /**
   * Gets hold of the default screen.
   *
   * @throws CaptureException when this machine has no screen, it may not be captured, or the region
   *     or size does not fit it
   */
  public static RobotSource open(ScreenOptions options) throws CaptureException {
    try {
      Robot robot = new Robot();
      Rectangle area = area(options.region());
      FrameSize captured = new FrameSize(area.width, area.height);
      FrameSize size = options.frameSize().orElse(captured);
      size.requireWithin(captured);
      return new RobotSource(robot, area, size, options.jpegQuality());
    } catch (AWTException | AWTError | LinkageError e) { // the latter when AWT fails a second time
      throw new CaptureException("Java cannot capture a screen: " + e.getMessage(), e);
    }
  }

  private static Rectangle area(Optional<Region> region) throws CaptureException {
    Rectangle screen =
        GraphicsEnvironment.getLocalGraphicsEnvironment()
            .getDefaultScreenDevice()
            .getDefaultConfiguration()
            .getBounds();
    if (region.isEmpty()) {
      return screen;
    }
    Region part = region.get();
    Cropping.requireInside(part, screen.width, screen.height);
    return new Rectangle(screen.x + part.x(), screen.y + part.y(), part.width(), part.height());
  }

  @Override
  public Optional<CapturedFrame> next() throws CaptureException {
    if (closed) {
      return Optional.empty();
    }
    long startNanos = System.nanoTime();
    BufferedImage image = scaled(robot.createScreenCapture(area));
    Picture picture = Picture.fromImage(image, Subsampling.S420);
    return Optional.of(compressor.compress(picture, startNanos));
  }

  private BufferedImage scaled(BufferedImage image) {
    if (image.getWidth() == size.width() && image.getHeight() == size.height()) {
      return image;
    }
    BufferedImage scaled =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, size.width(), size.height(), null);
    graphics.dispose();
    return scaled;
  }

  @Override
  public String description() {
    return "screen by java.awt.Robot, %dx%d at %d,%d sent as %s"
        .formatted(area.width, area.height, area.x, area.y, size);
  }

  @Override
  public void close() {
    closed = true;
  }
}
