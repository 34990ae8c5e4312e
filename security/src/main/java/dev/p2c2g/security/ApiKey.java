package dev.p2c2g.security;

import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is kept of an API key: everything but the secret. A key has 256 random bits, so that one
 * round of salted SHA-256 is as hard to undo as a slow hash of a password.
 *
 * @param id 10 of {@code a-z 2-7}; names the key in lists and logs
 * @param salt 16 bytes in hexadecimal
 * @param sha256 of the salt and the secret, in hexadecimal
 */
public record ApiKey(
    String id,
    Role role,
    String subject,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked,
    String salt,
    String sha256) {

  /** Rejects what could not stand in a log or a message, or is no hash. */
  public ApiKey {
    Names.requireId("subject", subject);
    HexFormat.of().parseHex(salt);
    HexFormat.of().parseHex(sha256);
  }

  /** Why it opens nothing now; empty when it does. */
  public Optional<String> objection(Instant now) {
    if (revoked.isPresent()) {
      return Optional.of("key " + id + " is revoked");
    }
    return expires.filter(end -> !now.isBefore(end)).map(_ -> "key " + id + " has expired");
  }

  /** Whether the secret is this key's; takes as long for a wrong one. */
  boolean isSecret(String secret) {
    var expected = HexFormat.of().parseHex(sha256);
    return MessageDigest.isEqual(expected, HexFormat.of().parseHex(hash(salt, secret)));
  }

  /** Whom the key speaks for. */
  Identity identity() {
    return new Identity(subject, role, credential(id), expires, Optional.empty());
  }

  ApiKey revokedAt(Instant now) {
    return new ApiKey(id, role, subject, created, expires, Optional.of(now), salt, sha256);
  }

  static String credential(String id) {
    return "key:" + id;
  }

  static String hash(String salt, String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(HexFormat.of().parseHex(salt));
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
