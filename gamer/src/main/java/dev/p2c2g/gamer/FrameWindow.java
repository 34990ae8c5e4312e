package dev.p2c2g.gamer;

import java.awt.BorderLayout;
import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferStrategy;
import java.awt.image.BufferedImage;

/**
 * The window itself: AWT's event thread hears its keys and its closing, one other thread paints.
 */
final class FrameWindow {
  private static final int BUFFERS = 2;
  private static final int MAX_REPAINTS = 3; // a surface that is lost more often than this is gone

  private final Frame frame;
  private final Canvas canvas = new Canvas();
  private final BufferStrategy strategy;
  private volatile boolean overlayVisible = true;
  private boolean closed;

  FrameWindow(String title, FrameSize size, Runnable onClosed) {
    frame = new Frame(title);
    frame.setBackground(Color.BLACK);
    canvas.setBackground(Color.BLACK);
    canvas.setIgnoreRepaint(true); // the next frame paints over whatever was exposed
    canvas.setPreferredSize(preferredSize(size));
    frame.add(canvas, BorderLayout.CENTER);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            if (stopPainting()) {
              frame.dispose();
              onClosed.run();
            }
          }
        });
    canvas.addKeyListener(
        new KeyAdapter() {
          @Override
          public void keyPressed(KeyEvent event) {
            if (event.getKeyCode() == KeyEvent.VK_F1) {
              overlayVisible = !overlayVisible;
            }
          }
        });
    frame.pack();
    frame.setVisible(true);
    canvas.requestFocus();
    canvas.createBufferStrategy(BUFFERS);
    strategy = canvas.getBufferStrategy();
  }

  /** In AWT's units, which on a screen of high density are larger than pixels. */
  private Dimension preferredSize(FrameSize size) {
    AffineTransform density = frame.getGraphicsConfiguration().getDefaultTransform();
    Rectangle room = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
    return new Dimension(
        Math.min(room.width, (int) Math.ceil(size.width() / density.getScaleX())),
        Math.min(room.height, (int) Math.ceil(size.height() / density.getScaleY())));
  }

  /** Any one thread. Does nothing once the window is closed. */
  synchronized void paint(BufferedImage image, String caption) {
    for (int i = 0; i < MAX_REPAINTS && !closed; i++) {
      Graphics2D graphics = (Graphics2D) strategy.getDrawGraphics();
      draw(graphics, image, caption);
      graphics.dispose();
      if (!strategy.contentsRestored() && !strategy.contentsLost()) {
        strategy.show();
        Toolkit.getDefaultToolkit().sync();
        return;
      }
    }
  }

  private void draw(Graphics2D graphics, BufferedImage image, String caption) {
    AffineTransform density = canvas.getGraphicsConfiguration().getDefaultTransform();
    int width = (int) Math.round(canvas.getWidth() * density.getScaleX());
    int height = (int) Math.round(canvas.getHeight() * density.getScaleY());
    Rectangle place = LetterBox.fit(image.getWidth(), image.getHeight(), width, height);
    graphics.setTransform(new AffineTransform()); // pixels, so that an unscaled picture stays sharp
    LetterBox.paintBars(graphics, place, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, place.x, place.y, place.width, place.height, null);
    if (overlayVisible) {
      graphics.setTransform(density);
      Overlay.paint(graphics, caption);
    }
  }

  /** Any thread. */
  void close() {
    if (stopPainting()) {
      frame.dispose(); // outside the lock: it waits for the event thread, which may want the lock
    }
  }

  /** False when it had stopped before. AWT fails in odd ways when disposed of during a paint. */
  private synchronized boolean stopPainting() {
    boolean first = !closed;
    closed = true;
    return first;
  }
}
