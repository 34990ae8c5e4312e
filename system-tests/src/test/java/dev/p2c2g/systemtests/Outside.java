package dev.p2c2g.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine it runs on. Where that is missing the test is skipped and says
 * why; with {@code CI=true} it fails instead, so that no test goes missing there unnoticed.
 */
final class Outside {
  private static final int SECONDS_TO_IMPORT = 20;

  private Outside() {}

  /** The thing needed, or the end of the test. */
  static <T> T require(Optional<T> found, String reason) {
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.assumeTrue(found.isPresent(), reason);
    return found.get();
  }

  /** A Python that has what the example programs import. */
  static String python() {
    return require(
        PythonFound.INSTANCE,
        "no python3 that can import websockets and PIL; install them, or set P2C2G_PYTHON to one that has them");
  }

  /** The folder of the example programs. */
  static Path examples() {
    var start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, Objects::nonNull, Path::getParent)
        .map(folder -> folder.resolve("examples"))
        .filter(folder -> Files.exists(folder.resolve("peer.py")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no examples/peer.py above " + start));
  }

  private static final class PythonFound {
    static final Optional<String> INSTANCE =
        Stream.of(
                Optional.ofNullable(System.getenv("P2C2G_PYTHON")),
                Optional.of("python3"),
                Optional.of("/usr/bin/python3"))
            .flatMap(Optional::stream)
            .filter(PythonFound::hasLibraries)
            .findFirst();

    private static boolean hasLibraries(String python) {
      try {
        var process =
            new ProcessBuilder(List.of(python, "-c", "import websockets, PIL"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
          return process.waitFor(SECONDS_TO_IMPORT, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
          process.destroyForcibly();
        }
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
