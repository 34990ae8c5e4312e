package dev.p2c2g.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One target in a process of its own, starting from the inputs that are kept.
 *
 * @param name {@code wire}, {@code images} or {@code tokens}
 * @param seconds how long
 * @param seed of its choices; 0 for any
 * @param kept inputs to start from; none is added there
 * @param work an empty folder for new inputs, and for one that fails
 */
record FuzzRun(String name, int seconds, int seed, Path kept, Path work) {
  static final List<String> NAMES = List.of("wire", "images", "tokens");

  /** For an input that never comes to its end; {@link Hangs} finds those that take long. */
  private static final int MOST_SECONDS_EACH = 30;

  private static final String HEAP = "-Xmx384m";

  /** Starts it; it says what it finds on its standard output. */
  Process start() throws IOException {
    var found = Files.createDirectories(work.resolve("corpus"));
    var command =
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=dev.p2c2g.fuzzing." + target(),
                "--instrumentation_includes=dev.p2c2g.**:com.nimbusds.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-seed=" + seed,
                "-max_total_time=" + seconds,
                "-timeout=" + MOST_SECONDS_EACH,
                found.toString(),
                kept.toString())
            .toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private String target() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Target";
  }
}
