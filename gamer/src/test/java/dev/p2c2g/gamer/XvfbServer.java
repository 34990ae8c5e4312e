package dev.p2c2g.gamer;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An X server without a screen, on a display number of its own choosing. */
final class XvfbServer implements AutoCloseable {
  static final FrameSize SCREEN = new FrameSize(1920, 1080);

  private final Process process;
  private final String display;

  private XvfbServer(Process process, String display) {
    this.process = process;
    this.display = display;
  }

  /** Starts one; where Xvfb is not installed the test is skipped, or fails with CI=true. */
  static XvfbServer start() {
    String executable = findExecutable().orElseGet(XvfbServer::giveUp);
    try {
      Process process =
          new ProcessBuilder(
                  executable,
                  "-displayfd",
                  "1",
                  "-screen",
                  "0",
                  SCREEN + "x24",
                  "-nolisten",
                  "tcp",
                  "-noreset")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new XvfbServer(process, ":" + readDisplayNumber(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> findExecutable() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, "Xvfb"))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst();
  }

  private static String giveUp() {
    String reason = "Xvfb is not on the PATH; install it (apt: xvfb) to test windows and screens";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
  }

  private static String readDisplayNumber(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String number = output.readLine();
    if (number == null) {
      throw new IOException("Xvfb ended before it said its display");
    }
    return number.strip();
  }

  /** As for the variable DISPLAY, ":7". */
  String display() {
    return display;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
