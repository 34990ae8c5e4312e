package dev.p2c2g.cli.quality;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Crops side by side, each pixel repeated, since the eye needs help to see pixels. */
final class CropSheet {
  static final int MAGNIFIED = 3;

  /** Tiles in a line; a crop of more tiles takes more lines. */
  static final int COLUMNS = 5;

  static final int GAP = 6;
  static final int TITLE_HEIGHT = 30;
  static final int LABEL_HEIGHT = 22;

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

  private CropSheet() {}

  /** Writes a PNG of at least one crop. */
  static void write(List<Crop> crops, Path png) throws IOException {
    int width = crops.stream().mapToInt(CropSheet::width).max().orElseThrow();
    int height = crops.stream().mapToInt(CropSheet::height).sum();
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int top = 0;
    for (Crop crop : crops) {
      draw(g, crop, top);
      top += height(crop);
    }
    g.dispose();
    if (!ImageIO.write(sheet, "png", png.toFile())) {
      throw new IOException(png + ": this Java runtime writes no PNG");
    }
  }

  private static void draw(Graphics2D g, Crop crop, int top) {
    g.setColor(Color.WHITE);
    g.setFont(TITLE);
    g.drawString(crop.title(), GAP, top + TITLE_HEIGHT - 9);
    g.setFont(LABEL);
    int width = tileWidth(crop);
    int height = tileHeight(crop);
    for (int i = 0; i < crop.tiles().size(); i++) {
      Crop.Tile tile = crop.tiles().get(i);
      int x = GAP + i % COLUMNS * (width + GAP);
      int y = top + TITLE_HEIGHT + i / COLUMNS * (LABEL_HEIGHT + height + GAP);
      g.drawString(tile.label(), x, y + LABEL_HEIGHT - 7);
      g.drawImage(tile.image(), x, y + LABEL_HEIGHT, width, height, null);
    }
  }

  private static int width(Crop crop) {
    return GAP + Math.min(COLUMNS, crop.tiles().size()) * (tileWidth(crop) + GAP);
  }

  private static int height(Crop crop) {
    int lines = (crop.tiles().size() + COLUMNS - 1) / COLUMNS;
    return TITLE_HEIGHT + lines * (LABEL_HEIGHT + tileHeight(crop) + GAP);
  }

  private static int tileWidth(Crop crop) {
    return MAGNIFIED * crop.tiles().getFirst().image().getWidth();
  }

  private static int tileHeight(Crop crop) {
    return MAGNIFIED * crop.tiles().getFirst().image().getHeight();
  }
}
