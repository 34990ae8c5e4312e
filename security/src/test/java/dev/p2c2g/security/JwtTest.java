package dev.p2c2g.security;

import static dev.p2c2g.security.JwtForge.eddsa;
import static dev.p2c2g.security.JwtForge.es256;
import static dev.p2c2g.security.JwtForge.hs256;
import static dev.p2c2g.security.JwtForge.nobody;
import static dev.p2c2g.security.JwtForge.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class JwtTest {
  private static final String ED = "{\"alg\":\"EdDSA\",\"kid\":\"ed\"}";
  private static final String EC = "{\"alg\":\"ES256\",\"kid\":\"ec\"}";
  private static final String HS = "{\"alg\":\"HS256\",\"kid\":\"hs\"}";

  private final FakeClock clock = new FakeClock();
  private final long now = clock.instant().getEpochSecond();
  private final KeyPair ed = JwtForge.ed25519();
  private final KeyPair ec = JwtForge.p256();

  @TempDir private Path folder;
  private Path jwks;

  JwtTest() throws GeneralSecurityException {}

  @BeforeEach
  void writeKeys() throws IOException {
    jwks =
        write(
            JwtForge.okp("ed", ed.getPublic()),
            JwtForge.ec("ec", (ECPublicKey) ec.getPublic()),
            JwtForge.oct("hs", JwtForge.SECRET));
  }

  private Path write(String... keys) throws IOException {
    return Files.writeString(
        folder.resolve("jwks.json"), "{\"keys\":[" + String.join(",", keys) + "]}");
  }

  private Tokens tokens() throws IOException {
    return Tokens.open(
        folder.resolve("api-keys.json"),
        Optional.of(new JwtRules(jwks, "https://issuer.example", "p2c2g")),
        clock);
  }

  private String claims() {
    return claims("alice", "gamer");
  }

  private String claims(String subject, String role) {
    return claims(Map.of("sub", "\"" + subject + "\"", "role", "\"" + role + "\""));
  }

  /** Good claims, but for those that are given; an empty text leaves one out. */
  private String claims(Map<String, String> changed) {
    var claims = new LinkedHashMap<String, String>();
    claims.put("iss", "\"https://issuer.example\"");
    claims.put("aud", "\"p2c2g\"");
    claims.put("sub", "\"alice\"");
    claims.put("role", "\"gamer\"");
    claims.put("exp", String.valueOf(now + 600));
    claims.putAll(changed);
    return claims.entrySet().stream()
        .filter(claim -> !claim.getValue().isEmpty())
        .map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue())
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  @Test
  void whoeverCameByAKeyThatIsGoneOrReplacedMayNotStay() throws Exception {
    var tokens = tokens();
    var byEd = known(tokens, token(ED, claims(), eddsa(ed.getPrivate())));
    var byHs = known(tokens, token(HS, claims(), hs256(JwtForge.SECRET)));
    assertThat(tokens.isGood(byEd)).isTrue();
    assertThat(tokens.isGood(byHs)).isTrue();
    // another key under the id of the first, and the other's under another id
    write(
        JwtForge.okp("ed", JwtForge.ed25519().getPublic()),
        JwtForge.oct("renamed", JwtForge.SECRET));
    assertThat(tokens.refresh()).isTrue();
    assertThat(tokens.isGood(byEd)).isFalse();
    assertThat(tokens.isGood(byHs)).isTrue();
  }

  private static Identity known(Tokens tokens, String token) {
    return ((Verdict.Known) tokens.check(token)).identity();
  }

  @Test
  void tokenOfEachAlgorithmTellsWhoItsBearerIs() throws Exception {
    var good =
        Map.of(
            "EdDSA", token(ED, claims(), eddsa(ed.getPrivate())),
            "ES256", token(EC, claims(), es256(ec.getPrivate())),
            "HS256", token(HS, claims(), hs256(JwtForge.SECRET)));
    for (var each : good.entrySet()) {
      assertThat(tokens().check(each.getValue()))
          .as(each.getKey())
          .isInstanceOfSatisfying(
              Verdict.Known.class,
              known -> {
                assertThat(known.identity().subject()).isEqualTo("alice");
                assertThat(known.identity().role()).isEqualTo(Role.GAMER);
                assertThat(known.identity().expires()).isPresent();
              });
    }
  }

  @Test
  void tokenMayLeaveOutItsKeyAndHaveSeveralAudiences() throws Exception {
    var claims = claims(Map.of("aud", "[\"other\",\"p2c2g\"]"));
    assertThat(tokens().check(token("{\"alg\":\"EdDSA\"}", claims, eddsa(ed.getPrivate()))))
        .isInstanceOf(Verdict.Known.class);
  }

  @Test
  void keysAreReadAnewWhenTheirFileChanges() throws Exception {
    var next = JwtForge.ed25519();
    var tokens = tokens();
    var old = token(ED, claims(), eddsa(ed.getPrivate()));
    var fresh = token("{\"alg\":\"EdDSA\",\"kid\":\"next\"}", claims(), eddsa(next.getPrivate()));
    assertThat(tokens.check(fresh)).isInstanceOf(Verdict.Refused.class);
    write(JwtForge.okp("ed", ed.getPublic()), JwtForge.okp("next", next.getPublic()));
    assertThat(tokens.refresh()).isTrue();
    assertThat(tokens.check(old)).isInstanceOf(Verdict.Known.class);
    assertThat(tokens.check(fresh)).isInstanceOf(Verdict.Known.class);
    write(JwtForge.okp("next", next.getPublic()));
    assertThat(tokens.refresh()).isTrue();
    assertThat(tokens.check(old)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void identityEndsWithItsToken() throws Exception {
    var tokens = tokens();
    var known = (Verdict.Known) tokens.check(token(ED, claims(), eddsa(ed.getPrivate())));
    assertThat(tokens.isGood(known.identity())).isTrue();
    clock.advance(Duration.ofSeconds(631));
    assertThat(tokens.isGood(known.identity())).isFalse();
  }

  @Test
  void setOfKeysThatCannotBeUsedIsNamedAtTheStart() throws IOException {
    jwks = write("{\"kty\":\"oct\",\"kid\":\"short\",\"k\":\"AAAA\"}");
    assertThatThrownBy(this::tokens).hasMessageContaining("jwks.json");
    jwks = write("{\"kty\":\"RSA\",\"kid\":\"r\",\"n\":\"AQAB\",\"e\":\"AQAB\"}");
    assertThatThrownBy(this::tokens).hasMessageContaining("none of OKP Ed25519");
    jwks = write();
    assertThatThrownBy(this::tokens).hasMessageContaining("0 keys");
  }

  @TestFactory
  Stream<DynamicTest> attackIsRefused() throws GeneralSecurityException {
    return attacks().entrySet().stream()
        .map(attack ->
            DynamicTest.dynamicTest(
                attack.getKey(),
                () ->
                    assertThat(tokens().check(attack.getValue()))
                        .isInstanceOf(Verdict.Refused.class)));
  }

  private Map<String, String> attacks() throws GeneralSecurityException {
    var attacks = new LinkedHashMap<String, String>();
    signatures(attacks);
    headers(attacks);
    payloads(attacks);
    shapes(attacks);
    return attacks;
  }

  private void signatures(Map<String, String> attacks) throws GeneralSecurityException {
    var good = token(ED, claims(), eddsa(ed.getPrivate()));
    var other = JwtForge.ed25519();
    attacks.put("alg none", token("{\"alg\":\"none\"}", claims(), nobody()));
    attacks.put("alg None", token("{\"alg\":\"None\",\"kid\":\"ed\"}", claims(), nobody()));
    attacks.put("alg nOnE", token("{\"alg\":\"nOnE\"}", claims(), eddsa(ed.getPrivate())));
    attacks.put("signature left out", good.substring(0, good.lastIndexOf('.') + 1));
    attacks.put("two parts", good.substring(0, good.lastIndexOf('.')));
    attacks.put("another's key", token(ED, claims(), eddsa(other.getPrivate())));
    attacks.put(
        "another's key, no kid", token("{\"alg\":\"EdDSA\"}", claims(), eddsa(other.getPrivate())));
    attacks.put(
        "signature of another token",
        token(ED, claims("mallory", "admin"), nobody())
            + good.substring(good.lastIndexOf('.') + 1));
    attacks.put("signature cut short", good.substring(0, good.length() - 4));
    attacks.put("ES256 of zeros (CVE-2022-21449)", token(EC, claims(), _ -> new byte[64]));
    attacks.put(
        "ES256 in DER",
        token(
            EC,
            claims(),
            input -> {
              var signature = java.security.Signature.getInstance("SHA256withECDSA");
              signature.initSign(ec.getPrivate());
              signature.update(input);
              return signature.sign();
            }));
    attacks.put(
        "HS256 with the public EC key",
        token("{\"alg\":\"HS256\",\"kid\":\"ec\"}", claims(), hs256(ec.getPublic().getEncoded())));
    attacks.put(
        "HS256 with the public Ed25519 key",
        token("{\"alg\":\"HS256\",\"kid\":\"ed\"}", claims(), hs256(rawPublic())));
    attacks.put(
        "HS256 with the public key, no kid",
        token("{\"alg\":\"HS256\"}", claims(), hs256(rawPublic())));
    attacks.put("HS256 with an empty secret", token(HS, claims(), hs256(new byte[1])));
    attacks.put(
        "HS512 with the secret",
        token("{\"alg\":\"HS512\",\"kid\":\"hs\"}", claims(), hs256(JwtForge.SECRET)));
    attacks.put(
        "ES256 header, EdDSA signature",
        token("{\"alg\":\"ES256\",\"kid\":\"ed\"}", claims(), eddsa(ed.getPrivate())));
    attacks.put("RS256", token("{\"alg\":\"RS256\",\"kid\":\"ed\"}", claims(), nobody()));
  }

  private void headers(Map<String, String> attacks) throws GeneralSecurityException {
    var mine = JwtForge.ed25519();
    attacks.put(
        "key in the header",
        token(
            "{\"alg\":\"EdDSA\",\"jwk\":" + JwtForge.okp("m", mine.getPublic()) + "}",
            claims(),
            eddsa(mine.getPrivate())));
    attacks.put(
        "good key in the header",
        token(
            "{\"alg\":\"EdDSA\",\"jwk\":" + JwtForge.okp("ed", ed.getPublic()) + "}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "address of a key set",
        token(
            "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"jku\":\"http://127.0.0.1/k\"}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "address of a certificate",
        token(
            "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"x5u\":\"http://127.0.0.1/k\"}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "key id is a path",
        token("{\"alg\":\"HS256\",\"kid\":\"../../../dev/null\"}", claims(), hs256(new byte[1])));
    attacks.put(
        "key id is SQL",
        token(
            "{\"alg\":\"HS256\",\"kid\":\"x' UNION SELECT 'k\"}",
            claims(),
            hs256("k".getBytes(StandardCharsets.US_ASCII))));
    attacks.put(
        "unknown critical header",
        token(
            "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"x\"],\"x\":1}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "payload not encoded",
        token(
            "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"b64\":false,\"crit\":[\"b64\"]}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "another type of token",
        token(
            "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"typ\":\"secevent+jwt\"}",
            claims(),
            eddsa(ed.getPrivate())));
    attacks.put(
        "alg twice",
        token("{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"alg\":\"none\"}", claims(), nobody()));
    attacks.put("header is a list", token("[]", claims(), eddsa(ed.getPrivate())));
    attacks.put("header without alg", token("{\"kid\":\"ed\"}", claims(), eddsa(ed.getPrivate())));
  }

  private void payloads(Map<String, String> attacks) throws GeneralSecurityException {
    var bad = new LinkedHashMap<String, Map<String, String>>();
    bad.put("issuer another", Map.of("iss", "\"https://evil.example\""));
    bad.put("issuer missing", Map.of("iss", ""));
    bad.put("issuer in capitals", Map.of("iss", "\"HTTPS://ISSUER.EXAMPLE\""));
    bad.put("audience another", Map.of("aud", "\"p2c2g-test\""));
    bad.put("audience missing", Map.of("aud", ""));
    bad.put("expired", Map.of("exp", String.valueOf(now - 31)));
    bad.put("expiry missing", Map.of("exp", ""));
    bad.put("expiry is text", Map.of("exp", "\"never\""));
    bad.put("expiry negative", Map.of("exp", "-1"));
    bad.put("not yet", Map.of("nbf", String.valueOf(now + 31)));
    bad.put("issued tomorrow", Map.of("iat", String.valueOf(now + 86_400)));
    bad.put("subject missing", Map.of("sub", ""));
    bad.put("subject with a line feed", Map.of("sub", "\"a\\nb\""));
    bad.put("subject too long", Map.of("sub", "\"" + "a".repeat(65) + "\""));
    bad.put("role missing", Map.of("role", ""));
    bad.put("role unknown", Map.of("role", "\"root\""));
    bad.put("role in capitals", Map.of("role", "\"ADMIN\""));
    bad.put("roles as a list", Map.of("role", "[\"admin\"]"));
    for (var each : bad.entrySet()) {
      attacks.put(each.getKey(), token(ED, claims(each.getValue()), eddsa(ed.getPrivate())));
    }
  }

  private void shapes(Map<String, String> attacks) throws GeneralSecurityException {
    var good = token(ED, claims(), eddsa(ed.getPrivate()));
    attacks.put(
        "huge token",
        token(ED, claims(Map.of("x", "\"" + "a".repeat(9_000) + "\"")), eddsa(ed.getPrivate())));
    attacks.put("five parts, as if encrypted", good + ".AAAA.AAAA");
    attacks.put(
        "deeply nested claims",
        token(ED, "[".repeat(2_000) + "]".repeat(2_000), eddsa(ed.getPrivate())));
    attacks.put("claims are no JSON", token(ED, "hello", eddsa(ed.getPrivate())));
    attacks.put("claims are a number", token(ED, "1", eddsa(ed.getPrivate())));
    attacks.put("not base64", "e30!.e30!.e30!");
    attacks.put("empty parts", "..");
    attacks.put("padding and a space", " " + good + "=");
    attacks.put(
        "claim changed",
        good.replace(
            JwtForge.base64(claims().getBytes(StandardCharsets.UTF_8)),
            JwtForge.base64(claims("alice", "admin").getBytes(StandardCharsets.UTF_8))));
  }

  private byte[] rawPublic() {
    var encoded = ed.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }
}
