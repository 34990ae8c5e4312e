package dev.p2c2g.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A Chromium without a window, and without a network: it shows one page of text and is gone. */
final class Browser {
  private static final int SECONDS_A_PAGE = 60;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Browser() {}

  /** The machine's Chromium; without one the test is skipped, in CI it fails. */
  static Path required() {
    return Outside.require(found(), "no chromium on the PATH; install it (Debian: chromium)");
  }

  /** The page as it stands once it is loaded and its scripts have run. */
  static String shown(Path browser, String page, Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("page.html"), page);
    Path dom = folder.resolve("dom.html");
    var process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=20000",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS_A_PAGE, TimeUnit.SECONDS) || process.exitValue() != 0) {
        Assertions.fail("the browser failed: " + log(folder));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(dom);
  }

  private static String log(Path folder) throws IOException {
    return Files.readString(folder.resolve("browser.log"), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Path> found() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
