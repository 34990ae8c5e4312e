package dev.p2c2g.models;

import dev.p2c2g.imaging.Picture;
import java.nio.FloatBuffer;

/**
 * Rows of a picture as the model draws them, made a row of tiles at a time and kept for two of
 * these. Only tiles that touch the columns wanted are made. Rows are asked for from the top down,
 * by one thread.
 */
final class ModelRows {
  /** Runs the model on a tile, {@code scale} times larger in both directions. */
  interface TileRunner {
    void run(Slot slot, int width, int height);
  }

  private static final int CHANNELS = 3;

  private final int[] rgb;
  private final int inWidth;
  private final int inHeight;
  private final TileAxis across;
  private final TileAxis down;
  private final int scale;
  private final int left;
  private final int width;
  private final int ringRows;
  private final byte[] ring;
  private int nextTileRow;

  /**
   * Rows of one picture.
   *
   * @param left the first column wanted, in the model's pixels
   * @param right the last
   * @param top the first row wanted
   */
  ModelRows(Picture in, TileAxis across, TileAxis down, int scale, int left, int right, int top) {
    inWidth = in.width();
    inHeight = in.height();
    rgb = new int[Math.multiplyExact(inWidth, inHeight)];
    in.toRgb(rgb);
    this.across = across;
    this.down = down;
    this.scale = scale;
    this.left = left;
    width = right - left + 1;
    ringRows = 2 * scale * down.core();
    ring = new byte[Math.multiplyExact(CHANNELS * ringRows, width)];
    nextTileRow = top / (scale * down.core());
  }

  /** Columns from the first wanted to the last. */
  int width() {
    return width;
  }

  /** The sample at a column from the first wanted on, 0 to 255. */
  byte[] samples() {
    return ring;
  }

  /** Where a row of a channel (red is 0) starts in {@link #samples}; it must have been reached. */
  int rowStart(int channel, int row) {
    return (channel * ringRows + row % ringRows) * width;
  }

  /** Makes rows up to this one; those more than a row of tiles above are lost. */
  void reach(int row, Slots slots, TileRunner runner, Runnable stillWanted) {
    while (nextTileRow * scale * down.core() <= row) {
      int first = left / scale / across.core();
      int last = (left + width - 1) / scale / across.core();
      for (int column = first; column <= last; column++) {
        Slot slot = slots.take(stillWanted);
        try {
          fill(slot.in(), across.start(column), down.start(nextTileRow));
          runner.run(slot, across.extent(), down.extent());
          keep(slot.out(), column, nextTileRow);
        } finally {
          slots.giveBack(slot);
        }
      }
      nextTileRow++;
    }
  }

  /**
   * Brings a tile's pixels to 0..1, plane after plane; outside the picture its edge is repeated.
   */
  private void fill(FloatBuffer to, int x, int y) {
    int plane = across.extent() * down.extent();
    int at = 0;
    for (int j = 0; j < down.extent(); j++) {
      int row = Math.clamp(y + j, 0, inHeight - 1) * inWidth;
      for (int i = 0; i < across.extent(); i++, at++) {
        int pixel = rgb[row + Math.clamp(x + i, 0, inWidth - 1)];
        to.put(at, (pixel >> 16 & 0xff) / 255f);
        to.put(plane + at, (pixel >> 8 & 0xff) / 255f);
        to.put(2 * plane + at, (pixel & 0xff) / 255f);
      }
    }
  }

  /** Rounds a tile's core into the ring, as far as it is wanted. */
  private void keep(FloatBuffer from, int tileColumn, int tileRow) {
    int stride = scale * across.extent();
    int plane = stride * scale * down.extent();
    int core = scale * across.core();
    int margin = scale * across.overlap();
    int begin = Math.max(tileColumn * core, left);
    int end = Math.min((tileColumn + 1) * core, left + width);
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int j = 0; j < scale * down.core(); j++) {
        int to = rowStart(channel, tileRow * scale * down.core() + j) - left;
        int at = channel * plane + (margin + j) * stride + margin - tileColumn * core;
        for (int x = begin; x < end; x++) {
          ring[to + x] = level(from.get(at + x));
        }
      }
    }
  }

  private static byte level(float value) {
    // a model that gives no number is drawn black there
    return (byte) (int) Math.clamp(255 * value + 0.5f, 0f, 255f);
  }
}
