package dev.p2c2g.gamer;

import dev.p2c2g.imaging.Codecs;
import dev.p2c2g.imaging.FramePipeline;
import dev.p2c2g.imaging.Upscalers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Decodes and upscales made-up frames until that is quick, so that the compiler has done its work
 * before the first real frame.
 */
final class SessionWarmUp {
  private static final Logger LOG = System.getLogger("gamer");
  private static final int MEDIUM_WIDTH = 480;
  private static final long LONGEST_NANOS = 700_000_000L;

  /** A round at {@link #MEDIUM_WIDTH} takes about 3 ms of compiled code. */
  private static final long QUICK_NANOS = 8_000_000L;

  private static final int QUICK_ROUNDS = 3;

  private final PictureMaker maker = new PictureMaker();
  private final long startNanos = System.nanoTime();

  private SessionWarmUp() {}

  /** Takes a second or two, and a few more where the processor is busy. */
  static void run() {
    LOG.log(Level.INFO, Codecs.report());
    new FramePipeline().warmUp(List.of(Upscalers.cubic()));
    LOG.log(Level.INFO, FramePipeline.loops());
    SessionWarmUp warmUp = new SessionWarmUp();
    warmUp.repeat(MEDIUM_WIDTH);
  }

  /** Ends early after a few quick rounds in a row. */
  private void repeat(int width) {
    int height = width * 9 / 16;
    FrameSize size = new FrameSize(2 * width, 2 * height);
    CapturedFrame captured =
        new CapturedFrame(0, System.nanoTime(), width, height, MadeUpFrames.jpeg(width, height));
    byte[] result = MadeUpFrames.jpeg(size.width(), size.height());
    int quick = 0;
    while (quick < QUICK_ROUNDS && System.nanoTime() - startNanos < LONGEST_NANOS) {
      long roundNanos = System.nanoTime();
      var _ = maker.locally(captured, size);
      var _ = maker.fromResult(result, size);
      quick = System.nanoTime() - roundNanos < QUICK_NANOS ? quick + 1 : 0;
    }
  }
}
