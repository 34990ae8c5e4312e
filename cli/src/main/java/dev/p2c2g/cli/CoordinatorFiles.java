package dev.p2c2g.cli;

import dev.p2c2g.coordinator.CoordinatorConfig;
import dev.p2c2g.security.AuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which coordinator's keys and certificates a command is about: its configuration tells. */
final class CoordinatorFiles {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the coordinator's YAML file, when it has one")
  private Optional<Path> config = Optional.empty();

  CoordinatorConfig settings() {
    var env = System.getenv();
    return config
        .map(file -> CoordinatorConfig.load(file, env))
        .orElseGet(() -> CoordinatorConfig.load(env));
  }

  /** Notes in the coordinator's audit log what was done by hand. */
  void note(String event, String... fields) throws IOException {
    try (var log = AuditLog.open(settings().security().auditFile())) {
      log.note(event, fields);
    }
  }
}
