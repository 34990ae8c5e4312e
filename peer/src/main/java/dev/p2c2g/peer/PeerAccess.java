package dev.p2c2g.peer;

import dev.p2c2g.config.IntRange;
import dev.p2c2g.config.Settings;
import dev.p2c2g.security.Access;
import dev.p2c2g.security.Pin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys by which a peer shows who it is and knows its coordinator. */
final class PeerAccess {
  private static final String TOKEN = "peer.token";
  private static final String CERTIFICATE = "peer.client_certificate";
  private static final IntRange PINS = IntRange.of(0, 16);

  private PeerAccess() {}

  static Access read(Settings settings) {
    var token = settings.converted(TOKEN, "", text -> text);
    var tokenFile = settings.path("peer.token_file");
    if (!token.isEmpty() && tokenFile.isPresent()) {
      settings.reject(TOKEN, "is given, and peer.token_file too; keep one");
    }
    var pins = settings.list("peer.pins", List.<Pin>of(), PINS, Pin::parse);
    var certificate = settings.path(CERTIFICATE);
    var key = settings.path("peer.client_key");
    if (certificate.isPresent() != key.isPresent()) {
      settings.reject(CERTIFICATE, "and peer.client_key: give both, or neither", "peer.client_key");
    }
    return new Access(
        Optional.of(token).filter(t -> !t.isEmpty()),
        tokenFile,
        Set.copyOf(pins),
        certificate.flatMap(c -> key.map(k -> new Access.ClientCertificate(c, k))));
  }
}
