package dev.p2c2g.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short run of each target from the inputs that are kept, all at the same time; {@code ./p2c2g
 * fuzz} runs longer.
 */
@Timeout(180)
class FuzzTest {
  private static final int SECONDS = 20;
  private static final int SEED = 20;

  @TempDir private Path work;

  /** How a run ended, and what it said. */
  private record Ended(String name, int status, String said) {}

  @Test
  void nothingThatMustNotHappenHappens() throws Exception {
    var runs = FuzzRun.NAMES.stream().<Callable<Ended>>map(name -> () -> run(name)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var ended : threads.invokeAll(runs)) {
        var run = ended.get();
        assertThat(run.status()).as("%s: %s", run.name(), run.said()).isZero();
        assertThat(run.said()).as(run.name()).contains("Done ");
      }
    }
  }

  private Ended run(String name) throws IOException, InterruptedException {
    var kept = Path.of("corpus", name).toAbsolutePath();
    var process = new FuzzRun(name, SECONDS, SEED, kept, work.resolve(name)).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      var said =
          lines
              .lines()
              .filter(line -> !line.startsWith("INFO: Instrumented"))
              .collect(Collectors.joining("\n"));
      return new Ended(name, process.waitFor(), said);
    }
  }
}
