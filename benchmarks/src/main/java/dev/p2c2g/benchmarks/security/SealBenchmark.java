package dev.p2c2g.benchmarks.security;

import dev.p2c2g.security.CircleKey;
import dev.p2c2g.security.SealException;
import dev.p2c2g.security.SealedTask;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a sealed frame costs the gamer and the peer, in processor time on one thread. */
public final class SealBenchmark {
  private static final int TASK_BYTES = 100_000;
  private static final int RESULT_BYTES = 500_000;
  private static final int WARM_UP = 2_000;
  private static final int FRAMES = 2_000;
  private static final byte[] BINDING = new byte[60];
  private static final List<String> STEPS =
      List.of("gamer seals", "peer opens", "peer seals", "gamer opens");

  private final CircleKey key = CircleKey.generate();

  private SealBenchmark() {}

  public static void run() throws SealException {
    var benchmark = new SealBenchmark();
    // nothing but the key agreement, the setting up and the bytes of a small message
    benchmark.measure("of 1 byte, result of 1 byte", 1, 1);
    benchmark.measure("of 100 kB, result of 500 kB", TASK_BYTES, RESULT_BYTES);
  }

  private void measure(String what, int taskBytes, int resultBytes) throws SealException {
    var task = random(taskBytes);
    var result = random(resultBytes);
    for (var i = 0; i < WARM_UP; i++) {
      var _ = frame(task, result);
    }
    var nanos = new long[STEPS.size()][FRAMES];
    for (var i = 0; i < FRAMES; i++) {
      var took = frame(task, result);
      for (var step = 0; step < took.length; step++) {
        nanos[step][i] = took[step];
      }
    }
    System.out.println("frame " + what);
    for (var step = 0; step < nanos.length; step++) {
      System.out.printf(
          Locale.ROOT,
          "  %-12s p50 %.3f ms, p99 %.3f ms%n",
          STEPS.get(step),
          quantile(nanos[step], 0.5),
          quantile(nanos[step], 0.99));
    }
  }

  /** One frame there and back; the nanoseconds of each of {@link #STEPS}. */
  private long[] frame(ByteBuffer task, ByteBuffer result) throws SealException {
    var start = System.nanoTime();
    SealedTask sealed = key.circle().seal(task, BINDING);
    var isSealed = System.nanoTime();
    var opened = key.open(sealed.bytes(), BINDING);
    var isOpened = System.nanoTime();
    var answer = opened.seal(result);
    var isAnswered = System.nanoTime();
    var _ = sealed.open(answer);
    var end = System.nanoTime();
    return new long[] {
      isSealed - start, isOpened - isSealed, isAnswered - isOpened, end - isAnswered
    };
  }

  private static ByteBuffer random(int bytes) {
    var filled = new byte[bytes];
    new Random(1).nextBytes(filled);
    return ByteBuffer.wrap(filled);
  }

  private static double quantile(long[] nanos, double share) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
