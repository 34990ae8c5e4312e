package dev.p2c2g.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM on our own class path, in a process of its own that ends with its owner. */
public final class ChildJvm implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 5;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    // also when this JVM is ended before it can close what it started
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
  }

  /** Starts a main class; its standard error goes nowhere. */
  public static ChildJvm start(String mainClass, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // a coordinator for the moment, on the loopback address, that leaves nothing in anyone's home
    builder.environment().put("P2C2G_SECURITY_AUTH", "none");
    return new ChildJvm(builder.start());
  }

  /** Starts the {@code p2c2g} command. */
  public static ChildJvm p2c2g(String... arguments) throws IOException {
    return start(Main.class.getName(), arguments);
  }

  /**
   * Waits for a line on its standard output that contains a text.
   *
   * @throws IOException when the process ends before it says so
   */
  public String awaitLine(String text) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new IOException("the process ended before it said '" + text + "'");
  }

  /** Ends the process as a crash would: it gets no chance to say goodbye. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
