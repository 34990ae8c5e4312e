package dev.p2c2g.security;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client uses that was told nothing: towards a coordinator of the same user on the same
 * machine the token and the pin that lie in the user's own folder.
 */
public final class LocalAccess {
  /** The folder, where it is not {@code .p2c2g} in the user's home. */
  public static final String FOLDER_VARIABLE = "P2C2G_SECURITY_DIRECTORY";

  private static final Logger LOG = System.getLogger("security");

  private LocalAccess() {}

  /** The folder of keys, certificates and local tokens. */
  public static Path folder(Map<String, String> env) {
    return Optional.ofNullable(env.get(FOLDER_VARIABLE))
        .filter(named -> !named.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".p2c2g"));
  }

  /** Completes what was told with what lies on this machine, towards this machine. */
  public static Access complete(Access told, URI coordinator, Role role, Path folder) {
    if (!Loopback.is(coordinator.getHost())) {
      return told;
    }
    var access = told;
    var file = LocalTokens.file(folder, role);
    if (told.token().isEmpty() && told.tokenFile().isEmpty() && Files.isReadable(file)) {
      access = access.withTokenFile(file);
    }
    var authority = new OwnCertificates(folder).authority();
    if (told.pins().isEmpty()
        && "wss".equals(coordinator.getScheme())
        && Files.isReadable(authority)) {
      access = pinned(access, authority);
    }
    return access;
  }

  private static Access pinned(Access access, Path authority) {
    try {
      return access.withPins(Set.of(Pin.of(Pem.certificates(authority).getFirst())));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "not pinned: {0}", e.getMessage());
      return access;
    }
  }
}
