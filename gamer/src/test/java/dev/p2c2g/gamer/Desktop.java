package dev.p2c2g.gamer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with windows, told over its standard input what {@link DesktopMain} is to do. */
final class Desktop implements AutoCloseable {
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader replies;

  private Desktop(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
  }

  static Desktop start(String display, String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=false"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DesktopMain.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DISPLAY", display);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return new Desktop(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one command and gives its answer. */
  String run(String command) {
    commands.println(command);
    try {
      String reply = replies.readLine();
      if (reply == null || reply.startsWith(DesktopMain.FAILED)) {
        throw new AssertionError(command + ": " + reply);
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    commands.close(); // the end of its input is the end of it
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
