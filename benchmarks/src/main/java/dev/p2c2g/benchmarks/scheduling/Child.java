package dev.p2c2g.benchmarks.scheduling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A JVM on our own class path, every line of which is heard as it is printed. */
public final class Child implements AutoCloseable {
  private static final Path LOG = Path.of("p2c2g-out", "bench-processes.log");
  private static final int SECONDS_TO_STOP = 5;

  private final Process process;
  private final CompletableFuture<Long> endNanos = new CompletableFuture<>();

  private Child(Process process, Consumer<String> onLine) {
    this.process = process;
    // also when this JVM is ended before it can close what it started
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    Thread.ofPlatform().daemon().name("output of " + process.pid()).start(() -> read(onLine));
  }

  /**
   * Starts a main class; its standard error goes to {@code p2c2g-out/bench-processes.log}.
   *
   * @param onLine called with each line of standard output, on a thread of this process's own
   */
  static Child start(
      Consumer<String> onLine, List<String> jvmOptions, String mainClass, List<String> arguments)
      throws IOException {
    return start(onLine, new Setting(List.of(), Map.of(), jvmOptions), mainClass, arguments);
  }

  /**
   * How a process is started.
   *
   * @param before words in front of the command, {@code nice} for instance
   * @param environment further variables
   */
  public record Setting(
      List<String> before, Map<String, String> environment, List<String> jvmOptions) {
    /** Copies. */
    public Setting {
      before = List.copyOf(before);
      environment = Map.copyOf(environment);
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /** As above, in a setting of its own. */
  public static Child start(
      Consumer<String> onLine, Setting setting, String mainClass, List<String> arguments)
      throws IOException {
    var command = new ArrayList<>(setting.before());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(setting.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    Files.createDirectories(LOG.getParent());
    var log = ProcessBuilder.Redirect.appendTo(LOG.toFile());
    var builder = new ProcessBuilder(command).redirectError(log);
    builder.environment().putAll(setting.environment());
    return new Child(builder.start(), onLine);
  }

  /** Writes a line to its standard input. */
  public void tell(String line) throws IOException {
    var input = process.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** Processor time that it and the processes it started have used so far; zero once it ended. */
  public Duration processorTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(handle -> handle.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  long pid() {
    return process.pid();
  }

  /** When its output ended: the kernel closes all files of a killed process together. */
  public CompletableFuture<Long> endNanos() {
    return endNanos;
  }

  /** Asks it to end, also when it is stopped, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void read(Consumer<String> onLine) {
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(onLine);
    } catch (UncheckedIOException | IOException e) {
      System.getLogger("bench")
          .log(System.Logger.Level.DEBUG, "the output broke off: {0}", e.getMessage());
    }
    endNanos.complete(System.nanoTime());
  }
}
