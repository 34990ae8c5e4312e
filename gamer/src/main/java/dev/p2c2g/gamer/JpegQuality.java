package dev.p2c2g.gamer;

/** The usual JPEG quality scale: 1 smallest file, 100 least loss. */
final class JpegQuality {
  static final int DEFAULT = 85;

  private JpegQuality() {}

  static void require(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality is %d; use 1 to 100".formatted(quality));
    }
  }
}
