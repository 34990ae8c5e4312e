package dev.p2c2g.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private final FakeClock clock = new FakeClock();

  @TempDir private Path folder;

  @Test
  void eventIsOneLineOfJsonWhateverItHolds() throws IOException {
    var file = folder.resolve("audit.log");
    try (var log = AuditLog.open(file, clock, 1_000_000)) {
      log.note("connected", "subject", "alice", "note", "two\nlines \"quoted\"");
      log.note("refused", "why", "x".repeat(5_000));
    }
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .isEqualTo(
            "{\"time\":\"2026-03-01T12:00:00Z\",\"event\":\"connected\",\"subject\":\"alice\","
                + "\"note\":\"two\\nlines \\\"quoted\\\"\"}");
    assertThat(Files.readAllLines(file).getLast()).hasSizeLessThan(400);
  }

  @Test
  void fullFileIsSetAsideAndOldOnesAreDropped() throws IOException {
    var file = folder.resolve("audit.log");
    for (var round = 0; round < 8; round++) {
      try (var log = AuditLog.open(file, clock, 50)) {
        log.note("round", "number", String.valueOf(round));
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "audit.log", "audit.log.1", "audit.log.2", "audit.log.3", "audit.log.4");
    }
    assertThat(Files.readString(file)).contains("\"7\"");
    assertThat(Files.readString(folder.resolve("audit.log.1"))).contains("\"6\"");
  }

  @Test
  void logGoesOnAtItsEnd() throws IOException {
    var file = folder.resolve("audit.log");
    for (var round = 0; round < 2; round++) {
      try (var log = AuditLog.open(file, clock, 1_000_000)) {
        log.note("started");
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }
}
