package dev.p2c2g.cli;

import dev.p2c2g.imaging.Codecs;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * The middle of a frame twice, enlarged by repeating pixels and as the crowd upscaled it; below
 * each, a part of it magnified, since the eye needs help to see pixels.
 */
final class SideBySide {
  private static final int MARGIN = 12;
  private static final int LABEL_HEIGHT = 34;

  /** The part to magnify, as shares of the frame: its middle, where a player looks. */
  private static final double PART = 0.115;

  private static final double PART_LEFT = 0.5 - PART / 2;
  private static final double PART_TOP = 0.41;
  private static final int MAGNIFIED = 4;

  private SideBySide() {}

  static void write(FrameSample.Pair pair, Path png) throws IOException {
    var result = pair.upscaled().toImage();
    var input = Codecs.decode(pair.captured().data(), Integer.MAX_VALUE).toImage();
    var both = new BufferedImage(result.getWidth(), result.getHeight(), BufferedImage.TYPE_INT_RGB);
    var g = both.createGraphics();
    drawHalf(
        g, input, both, 0, "nearest pixel, from " + input.getWidth() + "x" + input.getHeight());
    drawHalf(
        g,
        result,
        both,
        both.getWidth() / 2,
        "P2C2G, " + result.getWidth() + "x" + result.getHeight());
    g.setColor(Color.WHITE);
    g.fillRect(both.getWidth() / 2 - 1, 0, 2, both.getHeight());
    g.dispose();
    ImageIO.write(both, "png", png.toFile());
  }

  /** Draws the middle half of a picture into a half of the sheet. */
  private static void drawHalf(
      Graphics2D g, BufferedImage from, BufferedImage sheet, int left, String label) {
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    var quarter = from.getWidth() / 4;
    g.drawImage(
        from,
        left,
        0,
        left + sheet.getWidth() / 2,
        sheet.getHeight(),
        quarter,
        0,
        from.getWidth() - quarter,
        from.getHeight(),
        null);
    drawPart(g, from, sheet, left);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    g.setColor(new Color(0, 0, 0, 170));
    g.fillRect(
        left + MARGIN, MARGIN, g.getFontMetrics().stringWidth(label) + 2 * MARGIN, LABEL_HEIGHT);
    g.setColor(Color.WHITE);
    g.drawString(label, left + 2 * MARGIN, MARGIN + LABEL_HEIGHT - 10);
  }

  /** Draws the magnified part along the bottom of a half. */
  private static void drawPart(Graphics2D g, BufferedImage from, BufferedImage sheet, int left) {
    var width = (int) (MAGNIFIED * PART * sheet.getWidth());
    var height = (int) (MAGNIFIED * PART * sheet.getHeight());
    var x = left + (sheet.getWidth() / 2 - width) / 2;
    var y = sheet.getHeight() - height - MARGIN;
    g.drawImage(
        from,
        x,
        y,
        x + width,
        y + height,
        (int) (PART_LEFT * from.getWidth()),
        (int) (PART_TOP * from.getHeight()),
        (int) ((PART_LEFT + PART) * from.getWidth()),
        (int) ((PART_TOP + PART) * from.getHeight()),
        null);
    g.setColor(Color.WHITE);
    g.drawRect(x, y, width, height);
  }
}
