package dev.p2c2g.security;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tokens that a coordinator lays out for its own user on its own machine, a file for each role,
 * readable by that user alone: so that the commands work there without more ado.
 */
public final class LocalTokens {
  /** Whom the local tokens speak for. */
  public static final String SUBJECT = "local";

  private static final int MAX_BYTES = 8_192;

  private LocalTokens() {}

  /** Where the token of a role is. */
  public static Path file(Path folder, Role role) {
    return folder.resolve("local-" + role.wireName() + ".token");
  }

  /** The token of a role; empty where there is none that this user may read. */
  public static Optional<String> find(Path folder, Role role) {
    var file = file(folder, role);
    try {
      return Files.isReadable(file) && Files.size(file) <= MAX_BYTES
          ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Lays out a token for each role, unless a good one is there.
   *
   * @param tokens tells whether one is good
   * @return whether a key was made: the tokens are to be read anew
   */
  public static boolean ensure(Path folder, ApiKeyFile keys, Tokens tokens) throws IOException {
    var made = false;
    for (var role : Role.values()) {
      var good =
          find(folder, role)
              .filter(token ->
                  tokens.check(token) instanceof Verdict.Known known
                      && known.identity().role() == role);
      if (good.isEmpty()) {
        var issued = keys.issue(role, SUBJECT, Optional.empty());
        var line = issued.token() + "\n";
        PrivateFiles.write(file(folder, role), line.getBytes(StandardCharsets.US_ASCII));
        made = true;
      }
    }
    return made;
  }
}
