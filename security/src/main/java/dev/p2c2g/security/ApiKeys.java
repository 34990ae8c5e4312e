package dev.p2c2g.security;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Tells good API keys from others. Safe for any thread; takes microseconds. */
final class ApiKeys {
  /** Compared with where there is no such key, so that ids cannot be told by the time it takes. */
  private static final ApiKey NOBODY =
      new ApiKey(
          "nobody",
          Role.GAMER,
          "nobody",
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          "00",
          "00".repeat(32));

  private final WatchedFile<Map<String, ApiKey>> file;
  private final InstantSource clock;

  ApiKeys(Path file, InstantSource clock) throws IOException {
    this.file = new WatchedFile<>(file, ApiKeyFile::read);
    this.clock = clock;
  }

  Verdict check(ApiKeyToken token) {
    var known = Optional.ofNullable(file.get().get(token.id()));
    var key = known.orElse(NOBODY);
    if (!key.isSecret(token.secret()) || known.isEmpty()) {
      return new Verdict.Refused(
          known.isEmpty() ? "no key " + token.id() : "a wrong secret for key " + token.id());
    }
    return key.objection(clock.instant())
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Known(key.identity()));
  }

  /** Reads the file anew when it has changed; not on an event loop. */
  boolean refresh() {
    return file.refresh();
  }

  /** Whether somebody who was let in with this credential may stay. */
  boolean isGood(String credential) {
    return !credential.startsWith(ApiKey.credential(""))
        || Optional.ofNullable(file.get().get(credential.substring(ApiKey.credential("").length())))
            .filter(key -> key.objection(clock.instant()).isEmpty())
            .isPresent();
  }
}
