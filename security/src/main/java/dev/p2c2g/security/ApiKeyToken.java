package dev.p2c2g.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key as its owner has it: {@code p2c2g_ID_SECRET}, so that secret scanners know one when
 * they see it.
 *
 * @param id 10 of {@code a-z 2-7}, no secret
 * @param secret 256 random bits in base64url
 */
record ApiKeyToken(String id, String secret) {
  private static final Pattern SHAPE = Pattern.compile("p2c2g_([a-z2-7]{10})_([A-Za-z0-9_-]{43})");
  private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 10;
  private static final int SECRET_BYTES = 32;

  static ApiKeyToken random(SecureRandom random) {
    var id = new StringBuilder();
    for (var i = 0; i < ID_LENGTH; i++) {
      id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
    }
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new ApiKeyToken(
        id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads a token; empty when it has not the shape of an API key. */
  static Optional<ApiKeyToken> parse(String token) {
    var matcher = SHAPE.matcher(token);
    return matcher.matches()
        ? Optional.of(new ApiKeyToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** What is shown once, to whoever it is for. */
  String text() {
    return "p2c2g_" + id + "_" + secret;
  }

  /** Never the secret: this is what ends up in logs. */
  @Override
  public String toString() {
    return "p2c2g_" + id + "_…";
  }
}
