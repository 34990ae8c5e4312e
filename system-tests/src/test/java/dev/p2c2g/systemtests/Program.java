package dev.p2c2g.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A process that a test started, with all it printed; closing ends it, whatever it is doing. */
final class Program implements AutoCloseable {
  private static final int SECONDS_TO_SPEAK = 30;

  private final String name;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Program(String name, List<String> command, Map<String, String> environment) {
    this.name = name;
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader = Thread.ofPlatform().daemon().name("output of " + name).start(this::read);
  }

  /**
   * The {@code p2c2g} command in a JVM of its own, with the class path of this test; a coordinator
   * asks nobody who he is.
   */
  static Program p2c2g(String... arguments) {
    return p2c2g(Map.of("P2C2G_SECURITY_AUTH", "none"), arguments);
  }

  /** The {@code p2c2g} command with further environment variables. */
  static Program p2c2g(Map<String, String> environment, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                // vectors are slow without the compiler that is left out
                "-Dp2c2g.rows=scalar",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.p2c2g.cli.Main"));
    command.addAll(List.of(arguments));
    return new Program("p2c2g " + arguments[0], command, environment);
  }

  /** A main class of these tests in a JVM of its own. */
  static Program java(List<String> jvmOptions, Class<?> main, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Program(main.getSimpleName(), command, Map.of());
  }

  /** One of the example programs, unchanged. */
  static Program python(String script, String... arguments) {
    var command = new ArrayList<>(List.of(Outside.python(), "-u"));
    command.add(Outside.examples().resolve(script).toString());
    command.addAll(List.of(arguments));
    return new Program(script, command, Map.of());
  }

  /** Waits for a line in which the pattern is found. */
  MatchResult awaitLine(String regex) {
    var pattern = Pattern.compile(regex);
    try {
      Awaitility.await()
          .atMost(SECONDS_TO_SPEAK, SECONDS)
          .until(() -> !process.isAlive() || find(pattern).findFirst().isPresent());
      if (!process.isAlive()) {
        reader.join();
      }
      return find(pattern).findFirst().orElseThrow();
    } catch (ConditionTimeoutException | NoSuchElementException e) {
      throw new AssertionError(
          "%s did not print %s; it printed:%n%s".formatted(name, regex, output()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Asks it to end: SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Ends it without asking: SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  long pid() {
    return process.pid();
  }

  /** Takes its processors away: SIGSTOP. */
  void freeze() {
    signal("STOP");
  }

  /** Gives them back: SIGCONT. */
  void thaw() {
    signal("CONT");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for it to end by itself; the exit status. */
  int awaitExit(int seconds) throws InterruptedException {
    assertThat(process.waitFor(seconds, SECONDS))
        .as("%s ended within %d s; it printed:%n%s", name, seconds, output())
        .isTrue();
    reader.join();
    return process.exitValue();
  }

  /** Everything it printed so far, on standard output and standard error. */
  String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String signal) {
    try {
      var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
      assertThat(sent.waitFor()).as("kill -%s", signal).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Stream<MatchResult> find(Pattern pattern) {
    return lines.stream().flatMap(line -> pattern.matcher(line).results());
  }

  private void read() {
    try (var output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(the output broke off: " + e.getMessage() + ")");
    }
  }
}
