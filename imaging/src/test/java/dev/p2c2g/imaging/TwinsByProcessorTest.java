package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same on processors with AVX-512, with AVX 2, and without any AVX, as far as this one goes.
 */
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
class TwinsByProcessorTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 2, 0})
  void agreeWithinALevel(int avx, @TempDir Path folder) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                java,
                "-XX:UseAVX=" + avx,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classPath(),
                TwinsMain.class.getName(),
                "1")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended).as("UseAVX=%d ended: %s", avx, said).isTrue();
    assertThat(process.exitValue()).as("UseAVX=%d: %s", avx, said).isZero();
    assertThat(said).contains("rows: ", "learned filter: ", "networks: ", "sharp differs by");
  }

  /** Where the classes lie that the comparison needs, and nothing else. */
  private static String classPath() {
    return Stream.of(Upscalers.class, TwinsMain.class)
        .map(type -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
