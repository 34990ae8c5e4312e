package dev.p2c2g.security;

import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom a token speaks for.
 *
 * @param subject the peer's or gamer's own name: 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
 * @param credential what the audit log calls the token by; says nothing that would let anyone in
 * @param expires from then on it is worth nothing; empty for never
 * @param signedBy the thumbprint (RFC 7638) of the key of the JWK set that signed the token; empty
 *     for API keys
 */
public record Identity(
    String subject,
    Role role,
    String credential,
    Optional<Instant> expires,
    Optional<String> signedBy) {
  /** Rejects names that could not stand in a log or a message. */
  public Identity {
    Names.requireId("subject", subject);
  }
}
