package dev.p2c2g.gamer;

/**
 * Width and height in pixels, each 1 to 16384; others are refused with an {@link
 * IllegalArgumentException}.
 */
public record FrameSize(int width, int height) {
  /** The largest side that JPEG encoders, windows and peers are asked to take. */
  public static final int MAX_SIDE = 16_384;

  public FrameSize {
    requireSide("width", width);
    requireSide("height", height);
  }

  private static void requireSide(String name, int value) {
    if (value < 1 || value > MAX_SIDE) {
      throw new IllegalArgumentException(
          "frame %s is %d; use 1 to %d pixels".formatted(name, value, MAX_SIDE));
    }
  }

  /** Refuses to be larger than what was captured: sending more pixels than there are only costs. */
  void requireWithin(FrameSize captured) throws CaptureException {
    if (width > captured.width || height > captured.height) {
      throw new CaptureException(
          "frames of %s cannot be sent as %s; ask for that size or a smaller one"
              .formatted(captured, this));
    }
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
