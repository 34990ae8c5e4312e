package dev.p2c2g.security;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Seals and opens until that is quick: before the compiler has put the processor's own instructions
 * in its place, the cipher takes ten milliseconds for a frame instead of a fraction of one.
 */
public final class SealWarmUp {
  private static final int BYTES = 1 << 14;
  private static final int ROUNDS_A_KEY = 16;
  private static final int QUICK_ROUNDS = 5;
  private static final long QUICK_NANOS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final byte[] BINDING = {};

  private SealWarmUp() {}

  /** Whoever wants it in this process: the compiler's work is the process's. */
  private static final class Once {
    static final Duration TOOK = warmUp();
  }

  /**
   * Warms up, or waits for whoever does; a second or two, 3 s at most. Returns at once when it was
   * done before.
   *
   * @return how long it took, once
   */
  public static Duration run() {
    return Once.TOOK;
  }

  private static Duration warmUp() {
    var startNanos = System.nanoTime();
    var bytes = ByteBuffer.allocate(BYTES);
    try {
      for (var quick = 0; quick < QUICK_ROUNDS && !isOver(startNanos); ) {
        // the key agreement has its own code to compile
        var key = CircleKey.generate();
        var task = key.circle().seal(bytes, BINDING);
        var opened = key.open(task.bytes(), BINDING);
        for (var i = 0; i < ROUNDS_A_KEY; i++) {
          var roundNanos = System.nanoTime();
          var _ = task.open(opened.seal(bytes));
          quick = System.nanoTime() - roundNanos < QUICK_NANOS ? quick + 1 : 0;
        }
      }
    } catch (SealException e) {
      throw new IllegalStateException("what was just sealed does not open", e);
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private static boolean isOver(long startNanos) {
    return System.nanoTime() - startNanos > LONGEST.toNanos();
  }
}
