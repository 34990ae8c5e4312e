package dev.p2c2g.benchmarks.scheduling;

import dev.p2c2g.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A coordinator in a process of its own. */
final class CoordinatorProcess implements AutoCloseable {
  /** Thousands come from this one address. */
  private static final String MANY_CONNECTIONS =
      "connections:\n  max_per_address: 100000\n  new_per_second_per_address: 100000\n";

  private static final String READY = "coordinator ready on ";
  private static final int SECONDS_TO_START = 30;

  private final Child child;
  private final String url;

  private CoordinatorProcess(Child child, String url) {
    this.child = child;
    this.url = url;
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param settings what differs from the defaults, as YAML
   */
  static CoordinatorProcess start(String settings) throws Exception {
    var ready = new CompletableFuture<String>();
    var config = Files.createTempFile("p2c2g-bench", ".yml");
    Files.writeString(
        config,
        settings + MANY_CONNECTIONS + "monitoring:\n  enable: false\nsecurity:\n  auth: none\n");
    var child =
        Child.start(
            line -> hear(line, ready),
            List.of(),
            Main.class.getName(),
            arguments(config.toString()));
    var _ =
        child
            .endNanos()
            .thenRun(() ->
                ready.completeExceptionally(
                    new IOException("the coordinator ended; are its settings right?")));
    try {
      return new CoordinatorProcess(child, ready.get(SECONDS_TO_START, TimeUnit.SECONDS));
    } finally {
      Files.delete(config);
    }
  }

  String url() {
    return url;
  }

  int port() {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }

  private static List<String> arguments(String config) {
    return List.of("coordinator", "--config", config, "--port", "0");
  }

  private static void hear(String line, CompletableFuture<String> ready) {
    if (line.startsWith(READY)) {
      ready.complete(line.substring(READY.length()));
    }
  }
}
