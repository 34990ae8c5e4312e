package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Role;
import dev.p2c2g.security.ApiKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A coordinator that asks everyone for a token, and keys for it. */
final class Guarded implements AutoCloseable {
  private final ApiKeyFile keys;
  private final Coordinator coordinator;

  /**
   * @param folder of its keys
   * @param settings further ones, {@code section.key=value}
   */
  Guarded(Path folder, String... settings) {
    keys = new ApiKeyFile(folder.resolve("api-keys.json"));
    var all =
        new ArrayList<>(
            List.of(
                "security.auth=token",
                "security.directory=" + folder,
                "connections.failed_logins_per_minute=100000",
                "connections.new_per_second_per_address=100000"));
    all.addAll(List.of(settings));
    coordinator = Given.coordinator(all.toArray(String[]::new));
  }

  Coordinator coordinator() {
    return coordinator;
  }

  ApiKeyFile.Issued issue(Role role, String subject) throws IOException {
    return keys.issue(role, subject, Optional.empty());
  }

  ApiKeyFile.Issued issue(Role role, String subject, Duration lifetime) throws IOException {
    return keys.issue(role, subject, Optional.of(lifetime));
  }

  /** A token that is good from now on: the coordinator has read it. */
  String token(Role role, String subject) throws IOException {
    var token = issue(role, subject).token();
    Awaiting.goodToken(coordinator, token);
    return token;
  }

  void revoke(ApiKeyFile.Issued issued) throws IOException {
    keys.revoke(issued.key().id());
  }

  @Override
  public void close() {
    coordinator.close();
  }
}
