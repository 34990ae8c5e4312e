package dev.p2c2g.cli.quality;

import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.Upscalers;

/**
 * Sees to it that the quick loops run before anything is timed. On a busy machine the compiler may
 * need more than the one warm-up that a peer gives it.
 */
public final class CompiledLoops {
  private static final int MOST_TRIES = 5;

  private CompiledLoops() {}

  /**
   * Warms up until the loops are settled, or for the fifth time.
   *
   * @return which loops run, and why
   */
  public static String await() {
    FramePipeline pipeline = new FramePipeline();
    String before = "";
    for (int i = 0; i < MOST_TRIES && !before.equals(FramePipeline.loops()); i++) {
      before = FramePipeline.loops();
      pipeline.warmUp(Upscalers.all());
    }
    return FramePipeline.loops();
  }
}
