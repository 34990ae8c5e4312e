package dev.p2c2g.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.p2c2g.protocol.Names;
import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells good JWTs from others (RFC 7519, and the advice of RFC 8725): signed by a key of the JWK
 * set with that key's own algorithm, from the right issuer, for us, now. What is cheap to see is
 * looked at first, the signature last: it takes up to a millisecond, so not on an event loop.
 */
final class Jwts {
  /** As long as a token may be that comes in a message. */
  static final int MAX_LENGTH = 8_192;

  /** The claim that says what its bearer may do: {@code peer}, {@code gamer} or {@code admin}. */
  static final String ROLE = "role";

  /** Clocks of different machines differ. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final int SHOWN = 12;

  /** Readers are more lenient, each in its own way: one token should have one spelling. */
  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final WatchedFile<JwtKeys> keys;
  private final JwtRules rules;
  private final InstantSource clock;

  Jwts(JwtRules rules, InstantSource clock) throws IOException {
    this.keys = new WatchedFile<>(rules.jwks(), JwtKeys::read);
    this.rules = rules;
    this.clock = clock;
  }

  /** Reads the keys anew when their file has changed; not on an event loop. */
  boolean refresh() {
    return keys.refresh();
  }

  /** Whether somebody may stay whose token was signed by the key of that thumbprint. */
  boolean isKnown(String thumbprint) {
    return keys.get().keys().stream().anyMatch(key -> key.thumbprint().equals(thumbprint));
  }

  Verdict check(String token) {
    if (token.length() > MAX_LENGTH) {
      return new Verdict.Refused("a JWT of " + token.length() + " characters");
    }
    if (!SHAPE.matcher(token).matches()) {
      return new Verdict.Refused("a token that is neither an API key nor a signed JWT");
    }
    try {
      var jwt = SignedJWT.parse(token);
      return new Verdict.Known(verified(jwt, jwt.getHeader(), jwt.getJWTClaimsSet()));
    } catch (ParseException | RuntimeException e) {
      // whatever a reader stumbles over is no token
      return new Verdict.Refused("a JWT that cannot be read: " + e.getMessage());
    } catch (NotBelievedException e) {
      return new Verdict.Refused("a JWT that is not believed: " + e.getMessage());
    }
  }

  private Identity verified(SignedJWT jwt, JWSHeader header, JWTClaimsSet claims)
      throws NotBelievedException {
    requirePlain(header);
    var candidates = keys.get().candidates(header);
    require(!candidates.isEmpty(), "no key for alg " + header.getAlgorithm() + " and its kid");
    var expires = requireNow(claims);
    require(rules.issuer().equals(claims.getIssuer()), "iss is another");
    require(claims.getAudience().contains(rules.audience()), "aud is another");
    var subject = Objects.requireNonNullElse(claims.getSubject(), "");
    require(Names.ID.matcher(subject).matches(), "sub is not " + Names.ID_SHAPE);
    var role = role(claims);
    for (var key : candidates) {
      if (isSignedBy(jwt, key)) {
        return new Identity(
            subject,
            role,
            credential(jwt, claims),
            Optional.of(expires),
            Optional.of(key.thumbprint()));
      }
    }
    throw new NotBelievedException("the signature is of no key that is known");
  }

  /** Keys that a token brings along, or points to, are nobody's keys. */
  private static void requirePlain(JWSHeader header) throws NotBelievedException {
    require(
        header.getJWK() == null
            && header.getJWKURL() == null
            && header.getX509CertURL() == null
            && header.getX509CertChain() == null,
        "it brings its own key");
    require(
        header.getCriticalParams() == null || header.getCriticalParams().isEmpty(),
        "crit is not understood");
    require(header.isBase64URLEncodePayload(), "b64 is false");
    var type = header.getType();
    require(type == null || type.getType().equalsIgnoreCase("JWT"), "typ is not JWT");
  }

  private Instant requireNow(JWTClaimsSet claims) throws NotBelievedException {
    var now = clock.instant();
    var expires = claims.getExpirationTime();
    require(expires != null, "exp is missing");
    var end = Objects.requireNonNull(expires).toInstant();
    require(now.minus(SKEW).isBefore(end), "exp has passed");
    require(!isAfter(claims.getNotBeforeTime(), now.plus(SKEW)), "nbf is to come");
    require(!isAfter(claims.getIssueTime(), now.plus(SKEW)), "iat is to come");
    return end.plus(SKEW);
  }

  private static boolean isAfter(@Nullable Date date, Instant instant) {
    return date != null && date.toInstant().isAfter(instant);
  }

  private static Role role(JWTClaimsSet claims) throws NotBelievedException {
    for (var role : Role.values()) {
      if (role.wireName().equals(claims.getClaim(ROLE))) {
        return role;
      }
    }
    throw new NotBelievedException(ROLE + " is not peer, gamer or admin");
  }

  private static boolean isSignedBy(SignedJWT jwt, JwtKeys.Key key) {
    try {
      return key.verifier().verify(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature());
    } catch (JOSEException _) {
      return false;
    }
  }

  /** The token's own number, or the beginning of its signature: enough to find it in logs. */
  private static String credential(SignedJWT jwt, JWTClaimsSet claims) {
    var id = Objects.requireNonNullElse(claims.getJWTID(), "");
    var signature = jwt.getSignature().toString();
    return "jwt:"
        + (Names.ID.matcher(id).matches()
            ? id
            : signature.substring(0, Math.min(SHOWN, signature.length())));
  }

  private static void require(boolean condition, String why) throws NotBelievedException {
    if (!condition) {
      throw new NotBelievedException(why);
    }
  }

  private static final class NotBelievedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotBelievedException(String why) {
      super(why);
    }
  }
}
