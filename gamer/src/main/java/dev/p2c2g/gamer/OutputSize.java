package dev.p2c2g.gamer;

/** How large frames are to be shown. */
public sealed interface OutputSize {
  int MAX_SCALE = 4;

  /**
   * Larger by a factor, both ways.
   *
   * @param factor 1 to 4
   */
  record Scale(double factor) implements OutputSize {
    public Scale {
      if (!(factor >= 1 && factor <= MAX_SCALE)) {
        throw new IllegalArgumentException("scale is %s; use 1 to 4".formatted(factor));
      }
    }
  }

  /** The same size for every frame; each side 1 to 4 times the frame's. */
  record Exact(FrameSize size) implements OutputSize {}

  /**
   * The size for a frame.
   *
   * @throws CaptureException when a frame of that size cannot be upscaled to it
   */
  default FrameSize of(CapturedFrame frame) throws CaptureException {
    try {
      FrameSize size =
          switch (this) {
            case Scale(double factor) ->
                new FrameSize(scaled(frame.width(), factor), scaled(frame.height(), factor));
            case Exact(FrameSize exact) -> exact;
          };
      requireSide("width", frame.width(), size.width());
      requireSide("height", frame.height(), size.height());
      return size;
    } catch (IllegalArgumentException e) {
      throw new CaptureException(
          "a frame of %dx%d cannot be upscaled as asked: %s"
              .formatted(frame.width(), frame.height(), e.getMessage()),
          e);
    }
  }

  private static int scaled(int side, double factor) {
    return (int) Math.round(side * factor);
  }

  private static void requireSide(String name, int in, int out) {
    if (out < in || out > MAX_SCALE * in) {
      throw new IllegalArgumentException(
          "output %s is %d; use %d to %d".formatted(name, out, in, MAX_SCALE * in));
    }
  }
}
