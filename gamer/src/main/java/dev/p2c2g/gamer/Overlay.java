package dev.p2c2g.gamer;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;

/** Lines of text on a dark box in the top left corner, legible over any picture. */
final class Overlay {
  private static final Font FONT = new Font(Font.MONOSPACED, Font.PLAIN, 14);
  private static final Color BACKGROUND = new Color(0, 0, 0, 160);
  private static final int MARGIN = 8;

  private Overlay() {}

  static void paint(Graphics2D graphics, String text) {
    if (text.isBlank()) {
      return;
    }
    String[] lines = text.split("\n", -1);
    graphics.setFont(FONT);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    FontMetrics metrics = graphics.getFontMetrics();
    int width = 0;
    for (String line : lines) {
      width = Math.max(width, metrics.stringWidth(line));
    }
    graphics.setColor(BACKGROUND);
    graphics.fillRect(
        MARGIN, MARGIN, width + 2 * MARGIN, lines.length * metrics.getHeight() + 2 * MARGIN);
    graphics.setColor(Color.WHITE);
    int baseline = 2 * MARGIN + metrics.getAscent();
    for (String line : lines) {
      graphics.drawString(line, 2 * MARGIN, baseline);
      baseline += metrics.getHeight();
    }
  }
}
