package dev.p2c2g.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells who shows a token: an API key of the file of keys, or, where JWTs are believed, one of
 * those. Safe for any thread.
 */
public final class Tokens {
  private final ApiKeys apiKeys;
  private final Optional<Jwts> jwts;
  private final InstantSource clock;

  private Tokens(ApiKeys apiKeys, Optional<Jwts> jwts, InstantSource clock) {
    this.apiKeys = apiKeys;
    this.jwts = jwts;
    this.clock = clock;
  }

  /**
   * Reads the keys.
   *
   * @param keyFile may not be there yet: then there are no API keys
   * @throws IOException when a file cannot be read; the message names it
   */
  public static Tokens open(Path keyFile, Optional<JwtRules> jwtRules) throws IOException {
    return open(keyFile, jwtRules, InstantSource.system());
  }

  static Tokens open(Path keyFile, Optional<JwtRules> jwtRules, InstantSource clock)
      throws IOException {
    var jwts =
        jwtRules.isEmpty() ? Optional.<Jwts>empty() : Optional.of(new Jwts(jwtRules.get(), clock));
    return new Tokens(new ApiKeys(keyFile, clock), jwts, clock);
  }

  /** Whether {@link #check} takes microseconds, rather than up to a millisecond. */
  public boolean isQuick(String token) {
    return jwts.isEmpty() || ApiKeyToken.parse(token).isPresent();
  }

  /** Who shows this token. */
  public Verdict check(String token) {
    var key = ApiKeyToken.parse(token);
    if (key.isPresent()) {
      return apiKeys.check(key.get());
    }
    return jwts.map(j -> j.check(token))
        .orElseGet(() -> new Verdict.Refused("a token that is no API key"));
  }

  /**
   * Whether somebody who was let in may stay: not revoked, not expired, and signed by a key that is
   * still one of the JWK set.
   */
  public boolean isGood(Identity identity) {
    return identity.expires().filter(end -> !clock.instant().isBefore(end)).isEmpty()
        && apiKeys.isGood(identity.credential())
        && identity.signedBy().filter(key -> !isKnown(key)).isEmpty();
  }

  private boolean isKnown(String thumbprint) {
    return jwts.filter(j -> j.isKnown(thumbprint)).isPresent();
  }

  /**
   * Reads what has changed on disk; call twice a second or more, and not on an event loop.
   *
   * @return whether anything had
   */
  public boolean refresh() {
    var keysChanged = apiKeys.refresh();
    return jwts.map(Jwts::refresh).orElse(false) || keysChanged;
  }
}
