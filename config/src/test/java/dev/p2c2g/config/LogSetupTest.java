package dev.p2c2g.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogSetupTest {
  private static final System.Logger COORDINATOR =
      System.getLogger("dev.p2c2g.coordinator.Gateway");
  private static final System.Logger NETTY = System.getLogger("io.netty.channel.Loop");

  @TempDir Path folder;

  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    LogSetup.apply(LogLevel.INFO, Optional.empty());
    System.setErr(standardError);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private Path logFile() {
    return folder.resolve("x.log");
  }

  @Test
  void writesOneLineARecordToStandardErrorAndTheFile() throws IOException {
    LogSetup.apply(LogLevel.INFO, Optional.of(logFile()));

    COORDINATOR.log(System.Logger.Level.INFO, "{0} peers", 3);
    COORDINATOR.log(System.Logger.Level.WARNING, "a\r\nb\u001b");

    assertThat(shown().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "\\d{4}(-\\d\\d){2}T\\d\\d(:\\d\\d){2}\\.\\d{3}Z INFO  coordinator  3 peers"),
            line -> assertThat(line).endsWith("Z WARN  coordinator  a\\r\\nb?"));
    assertThat(logFile()).content().isEqualTo(shown());
  }

  @Test
  void keepsTheCauseOnTheLineAndTheStackTraceForDebug() {
    var cause = new IllegalStateException("two\nlines");

    LogSetup.apply(LogLevel.INFO, Optional.empty());
    COORDINATOR.log(System.Logger.Level.ERROR, "failed", cause);
    assertThat(shown())
        .containsPattern(
            "ERROR coordinator  failed: java.lang.IllegalStateException: two\\\\nlines at .*Test")
        .hasLineCount(1);

    LogSetup.apply(LogLevel.DEBUG, Optional.empty());
    COORDINATOR.log(System.Logger.Level.ERROR, "failed", cause);
    assertThat(shown()).contains("\tat dev.p2c2g.config.LogSetupTest");
  }

  @Test
  void letsThroughTheLevelAndWhatIsMoreSevere() {
    assertThat(heardAt(LogLevel.ERROR)).containsOnly("ERROR");
    assertThat(heardAt(LogLevel.WARN)).containsOnly("ERROR", "WARN");
    assertThat(heardAt(LogLevel.INFO)).containsOnly("ERROR", "WARN", "INFO");
    assertThat(heardAt(LogLevel.DEBUG)).containsOnly("ERROR", "WARN", "INFO", "DEBUG");
    assertThat(heardAt(LogLevel.TRACE)).containsOnly("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  }

  /** The levels seen when something is said at every level. */
  private Stream<String> heardAt(LogLevel level) {
    shown.reset();
    LogSetup.apply(level, Optional.empty());
    for (var each : System.Logger.Level.values()) {
      COORDINATOR.log(each, "said");
    }
    int levelStart = "2026-01-31T12:00:00.123Z ".length();
    return shown().lines().map(line -> line.substring(levelStart, levelStart + 5).strip());
  }

  @Test
  void hearsLibrariesFromWarnUpwardsUnlessDebugging() {
    LogSetup.apply(LogLevel.INFO, Optional.empty());
    NETTY.log(System.Logger.Level.INFO, "quiet");
    NETTY.log(System.Logger.Level.WARNING, "loud");
    LogSetup.apply(LogLevel.ERROR, Optional.empty());
    NETTY.log(System.Logger.Level.WARNING, "quiet");
    LogSetup.apply(LogLevel.DEBUG, Optional.empty());
    NETTY.log(System.Logger.Level.DEBUG, "chatty");

    assertThat(shown()).doesNotContain("quiet").contains("Loop  loud", "Loop  chatty");
  }

  @Test
  void appendsToTheFileAcrossRuns() throws IOException {
    Files.writeString(logFile(), "before\n");

    LogSetup.apply(LogLevel.INFO, Optional.of(logFile()));
    COORDINATOR.log(System.Logger.Level.INFO, "one");
    LogSetup.apply(LogLevel.INFO, Optional.of(logFile()));
    COORDINATOR.log(System.Logger.Level.INFO, "two");

    assertThat(logFile())
        .content()
        .startsWith("before\n")
        .contains("one\n", "two\n")
        .hasLineCount(3);
  }

  @Test
  void goesOnLoggingAfterTheJdkClosedItsHandlers() {
    LogSetup.apply(LogLevel.INFO, Optional.of(logFile()));

    // what the JDK's own shutdown hook does
    LogManager.getLogManager().reset();
    COORDINATOR.log(System.Logger.Level.INFO, "drained");

    assertThat(logFile()).content().contains("drained").hasLineCount(1);
    assertThat(Logger.getLogger("").getHandlers()).hasSize(1);
  }

  @Test
  void boundsTheFileByRenamingIt() throws IOException {
    try (var open = new Closing(RotatingFile.open(logFile(), 10))) {
      for (String line :
          new String[] {"one\n", "two\n", "three\n", "four\n", "longer than all\n"}) {
        open.file.write(line);
      }
    }

    assertThat(logFile()).content().isEqualTo("longer than all\n");
    assertThat(folder.resolve("x.log.1")).content().isEqualTo("four\n");
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void staysWithinTheBoundWhereRenamingFails() throws IOException {
    Files.createDirectories(folder.resolve("x.log.1").resolve("occupied"));
    try (var open = new Closing(RotatingFile.open(logFile(), 10))) {
      open.file.write("one two\n");
      open.file.write("three\n");
    }

    assertThat(logFile()).content().isEqualTo("three\n");
  }

  @Test
  void saysWhyAFileCannotBeLoggedTo() {
    Path lost = folder.resolve("none/x.log");
    assertThatThrownBy(() -> LogSetup.apply(LogLevel.INFO, Optional.of(lost)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "log file " + lost + ": there is no folder " + lost.getParent() + "; make it");
    assertThatThrownBy(() -> LogSetup.apply(LogLevel.INFO, Optional.of(folder)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("log file " + folder + ": is a folder; name a file in it");
    Path tooLong = folder.resolve("x".repeat(300));
    assertThatThrownBy(() -> LogSetup.apply(LogLevel.INFO, Optional.of(tooLong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("log file " + tooLong + ": cannot be written (");
  }

  private record Closing(RotatingFile file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
