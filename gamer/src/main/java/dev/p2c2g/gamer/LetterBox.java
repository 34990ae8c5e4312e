package dev.p2c2g.gamer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;

/** Fits a picture into a window, as large as its shape allows, with black bars on two sides. */
final class LetterBox {
  private LetterBox() {}

  /** Where a picture of the given size lies in the window, both in pixels. */
  static Rectangle fit(int width, int height, int windowWidth, int windowHeight) {
    long widthByHeight = (long) windowWidth * height;
    long heightByWidth = (long) windowHeight * width;
    if (widthByHeight <= heightByWidth) {
      int fitted = (int) Math.max(1, (widthByHeight + width / 2) / width);
      return new Rectangle(0, (windowHeight - fitted) / 2, windowWidth, fitted);
    }
    int fitted = (int) Math.max(1, (heightByWidth + height / 2) / height);
    return new Rectangle((windowWidth - fitted) / 2, 0, fitted, windowHeight);
  }

  /** Blackens what the picture leaves of the window. */
  static void paintBars(Graphics2D graphics, Rectangle picture, int width, int height) {
    graphics.setColor(Color.BLACK);
    int right = picture.x + picture.width;
    int bottom = picture.y + picture.height;
    graphics.fillRect(0, 0, picture.x, height);
    graphics.fillRect(right, 0, width - right, height);
    graphics.fillRect(0, 0, width, picture.y);
    graphics.fillRect(0, bottom, width, height - bottom);
  }
}
