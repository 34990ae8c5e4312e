package dev.p2c2g.imaging;

import java.util.List;
import java.util.Optional;

/** The upscaling algorithms on offer. */
public final class Upscalers {
  private static final Upscaler CUBIC =
      new SeparableUpscaler("cubic", InterpolationKernel.CATMULL_ROM, false);
  private static final Upscaler LANCZOS3 =
      new SeparableUpscaler("lanczos3", InterpolationKernel.LANCZOS3, false);
  private static final Upscaler SHARP = new SharpUpscaler();
  private static final Upscaler LANCZOS3_IBP2 =
      new SeparableUpscaler(
          "lanczos3-ibp2-limited", new BackProjection(InterpolationKernel.LANCZOS3, 2, 5), true);

  private Upscalers() {}

  /** Catmull-Rom cubic convolution, 4x4 samples: the fastest. */
  public static Upscaler cubic() {
    return CUBIC;
  }

  /** Lanczos-3, 6x6 samples: sharper. */
  public static Upscaler lanczos3() {
    return LANCZOS3;
  }

  /**
   * Lanczos-3 and two rounds of back-projection against the area average, 10x10 samples, held
   * within the four samples around: the sharpest, without ringing.
   */
  public static Upscaler lanczos3BackProjected() {
    return LANCZOS3_IBP2;
  }

  /**
   * Edge-adaptive upsampling and contrast-adaptive sharpening, after FSR 1: for those who prefer
   * its look, not the most faithful.
   */
  public static Upscaler sharp() {
    return SHARP;
  }

  /** Cheapest first. */
  public static List<Upscaler> all() {
    return List.of(CUBIC, LANCZOS3, SHARP, LANCZOS3_IBP2);
  }

  /** The algorithm of that {@link Upscaler#name()}. */
  public static Optional<Upscaler> byName(String name) {
    return all().stream().filter(upscaler -> upscaler.name().equals(name)).findFirst();
  }
}
