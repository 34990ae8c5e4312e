package dev.p2c2g.imaging;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is drawn over a game, and what no camera sees: the luma of each, by name. */
final class DrawnPictures {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;

  private DrawnPictures() {}

  /** Dark on light and light on dark, in several sizes; fails where the machine has no fonts. */
  static Map<String, Plane> texts() {
    Map<String, Plane> texts = new LinkedHashMap<>();
    for (int size : new int[] {16, 20, 28, 40}) {
      texts.put("dark text of " + size, text(size, Color.WHITE, Color.BLACK));
      texts.put("light text of " + size, text(size, new Color(40, 60, 90), Color.YELLOW));
    }
    return texts;
  }

  static Map<String, Plane> shapes() {
    Map<String, Plane> shapes = new LinkedHashMap<>();
    shapes.put("HUD", drawn(DrawnPictures::hud));
    shapes.put("checkerboard", checkerboard(1));
    shapes.put("noise", TestPictures.noise(WIDTH, HEIGHT, 12));
    return shapes;
  }

  private static Plane text(int size, Color ground, Color ink) {
    return drawn(canvas -> {
      canvas.setColor(ground);
      canvas.fillRect(0, 0, WIDTH, HEIGHT);
      canvas.setColor(ink);
      canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
      for (int line = 1; line * size * 5 / 4 < HEIGHT; line++) {
        canvas.drawString("Lap 2/3  1:07.53  " + line + " Wrong way!", 3, line * size * 5 / 4);
      }
    });
  }

  private static void hud(Graphics2D canvas) {
    canvas.setColor(new Color(70, 110, 60));
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 4; i++) {
      canvas.setColor(Color.BLACK);
      canvas.fillRoundRect(10, 12 + 24 * i, 140, 16, 8, 8);
      canvas.setColor(new Color(230, 220 - 60 * i, 30));
      canvas.fillRect(13, 15 + 24 * i, 30 + 31 * i, 10);
      canvas.setColor(Color.WHITE);
      canvas.drawRect(12, 14 + 24 * i, 136, 12);
    }
    canvas.setStroke(new BasicStroke(3));
    canvas.drawOval(200, 20, 90, 90);
    canvas.setColor(Color.RED);
    canvas.drawArc(205, 25, 80, 80, 30, 200);
    canvas.fillOval(240, 50, 7, 7);
    canvas.setColor(new Color(255, 255, 255, 120));
    canvas.fillRect(20, 130, 270, 50);
    canvas.setColor(Color.BLUE);
    canvas.drawLine(20, 130, 290, 180);
  }

  private static Plane drawn(Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    drawing.accept(canvas);
    canvas.dispose();
    return Picture.fromImage(image).luma();
  }

  /** Black and white squares of so many samples a side. */
  static Plane checkerboard(int side) {
    Plane plane = Plane.allocate(WIDTH, HEIGHT);
    for (int i = 0; i < plane.samples().length; i++) {
      plane.samples()[i] = (byte) ((i % WIDTH / side + i / WIDTH / side) % 2 * 255);
    }
    return plane;
  }
}
