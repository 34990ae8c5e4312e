package dev.p2c2g.fuzzing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entry point of {@code ./p2c2g fuzz NAME SECONDS}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2
        || !FuzzRun.NAMES.contains(args[0])
        || !args[1].matches("[1-9][0-9]{0,5}")) {
      System.err.println("usage: ./p2c2g fuzz " + String.join(" | ", FuzzRun.NAMES) + "  SECONDS");
      System.exit(2);
    }
    var kept = Path.of(System.getProperty("p2c2g.home", "."), "fuzzing", "corpus", args[0]);
    var work = Files.createTempDirectory("p2c2g-fuzz");
    System.out.println("new inputs, and one that fails, go to " + work);
    var process = new FuzzRun(args[0], Integer.parseInt(args[1]), 0, kept, work).start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines
          .lines()
          .filter(line -> !line.startsWith("INFO: Instrumented"))
          .forEach(System.out::println);
    }
    System.exit(process.waitFor());
  }
}
