package dev.p2c2g.imaging;

import java.util.List;
import java.util.Optional;

/** The upscaling algorithms on offer. */
public final class Upscalers {
  private static final Upscaler CUBIC =
      new SeparableUpscaler("cubic", InterpolationKernel.CATMULL_ROM, false);
  private static final Upscaler LANCZOS3 =
      new SeparableUpscaler("lanczos3", InterpolationKernel.LANCZOS3, false);
  private static final Upscaler LANCZOS3_IBP2 =
      new SeparableUpscaler(
          "lanczos3-ibp2-limited", new BackProjection(InterpolationKernel.LANCZOS3, 2, 5), true);

  private static final Upscaler XS = network("xs");
  private static final Upscaler S = network("s");
  private static final Upscaler M = network("m");
  private static final Upscaler L = network("l");

  private Upscalers() {}

  private static Upscaler network(String name) {
    return new DoublingUpscaler(name, NetworkDoubler.of(name));
  }

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

  /** Cheapest first. */
  public static List<Upscaler> all() {
    return List.of(CUBIC, LANCZOS3, LANCZOS3_IBP2, XS, S, M, L);
  }

  /** The algorithm of that {@link Upscaler#name()}. */
  public static Optional<Upscaler> byName(String name) {
    return all().stream().filter(upscaler -> upscaler.name().equals(name)).findFirst();
  }
}
