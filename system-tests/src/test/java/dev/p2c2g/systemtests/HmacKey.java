package dev.p2c2g.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of an identity service, which signs JWTs with HS256. */
record HmacKey(String id) {
  static final String ISSUER = "https://issuer.example";
  static final String AUDIENCE = "p2c2g";

  private byte[] secret() {
    return (id + "-".repeat(32)).getBytes(StandardCharsets.US_ASCII);
  }

  /** A token of a gamer, good for some minutes. */
  String gamerToken(String subject) throws GeneralSecurityException {
    var head = "{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(id);
    var claims =
        """
        {"iss":"%s","aud":"%s","sub":"%s","role":"gamer","exp":%d}\
        """
            .formatted(ISSUER, AUDIENCE, subject, Instant.now().getEpochSecond() + 600);
    var input = base64(head) + "." + base64(claims);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret(), "HmacSHA256"));
    return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Writes a JWK set as careful services do: whoever reads meanwhile sees the old or the new. */
  static void write(Path jwks, HmacKey... keys) throws IOException {
    var all = Arrays.stream(keys).map(HmacKey::jwk).collect(Collectors.joining(","));
    var fresh = jwks.resolveSibling("jwks.new");
    Files.writeString(fresh, "{\"keys\":[" + all + "]}");
    Files.move(fresh, jwks, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String jwk() {
    return "{\"kty\":\"oct\",\"kid\":\"%s\",\"k\":\"%s\"}".formatted(id, base64(secret()));
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
