package dev.p2c2g.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of each target from the inputs that are kept; {@code ./p2c2g fuzz} runs longer. */
@Timeout(120)
class FuzzTest {
  private static final int SECONDS = 20;
  private static final int SEED = 20;

  @TempDir private Path work;

  static List<String> targets() {
    return FuzzRun.NAMES;
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingThatMustNotHappenHappens(String name) throws Exception {
    var kept = Path.of("corpus", name).toAbsolutePath();
    var process = new FuzzRun(name, SECONDS, SEED, kept, work).start();
    String said;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      said =
          lines
              .lines()
              .filter(line -> !line.startsWith("INFO: Instrumented"))
              .collect(Collectors.joining("\n"));
    }
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("Done ");
  }
}
