package dev.p2c2g.imaging;

/** How many luma samples share one chroma sample, centred between them as JFIF has it. */
public enum Subsampling {
  /** Chroma halved in both directions. */
  S420(2, 2),
  /** Chroma halved horizontally. */
  S422(2, 1),
  /** Chroma at full size. */
  S444(1, 1),
  /** No chroma. */
  GREY(1, 1);

  private final int horizontal;
  private final int vertical;

  Subsampling(int horizontal, int vertical) {
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /** Luma samples per chroma sample along x: 1 or 2. */
  public int horizontal() {
    return horizontal;
  }

  /** Luma samples per chroma sample along y: 1 or 2. */
  public int vertical() {
    return vertical;
  }

  /** Chroma plane width for a picture of this luma width, rounded up. */
  public int chromaWidth(int width) {
    return (width + horizontal - 1) / horizontal;
  }

  /** Chroma plane height for a picture of this luma height, rounded up. */
  public int chromaHeight(int height) {
    return (height + vertical - 1) / vertical;
  }

  public boolean hasChroma() {
    return this != GREY;
  }
}
