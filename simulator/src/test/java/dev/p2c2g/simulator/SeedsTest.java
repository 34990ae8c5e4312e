package dev.p2c2g.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The crowd of the release test, from 20 seeds that are always the same and 5 that nobody has
 * played. {@code ./p2c2g simulate --seeds 200} plays 200.
 */
class SeedsTest {
  private static final int FIXED = 20;
  private static final int FRESH = 5;

  @Test
  void noSeedBreaksARule() throws InterruptedException {
    List<Long> fresh = new SecureRandom().longs(FRESH, 1, 1_000_000_000_000L).boxed().toList();
    System.out.println("fresh seeds: " + fresh);
    List<Long> seeds =
        LongStream.concat(
                LongStream.rangeClosed(1, FIXED), fresh.stream().mapToLong(Long::longValue))
            .boxed()
            .toList();
    int threads = Runtime.getRuntime().availableProcessors();
    List<Outcome.Broken> broken =
        new SeedRuns(SimulationOptions.DEFAULT, threads)
            .run(
                seeds,
                one ->
                    System.out.printf(Locale.ROOT, "%d of %d seeds%n", one.played(), seeds.size()));
    assertThat(broken)
        .as(() -> broken.stream().map(Outcome.Broken::report).collect(Collectors.joining("\n\n")))
        .isEmpty();
  }
}
