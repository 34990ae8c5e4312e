package dev.p2c2g.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The keys of a JWK set, each good for the one algorithm that its type has here. The algorithm is
 * the key's, never the token's: a public key is never taken for an HMAC secret (RFC 8725, 3.1).
 */
record JwtKeys(List<Key> keys) {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MOST_KEYS = 100;

  /**
   * One key.
   *
   * @param id its {@code kid}; empty for none
   * @param thumbprint what the key itself is known by (RFC 7638): ids may be used again
   */
  record Key(String id, String thumbprint, JWSAlgorithm algorithm, JWSVerifier verifier) {}

  JwtKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a JWK set.
   *
   * @throws IOException naming the file and the key that cannot be used
   */
  static JwtKeys read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": is larger than 1 MiB, so it is no JWK set");
    }
    try {
      var set = JWKSet.parse(Files.readString(file));
      if (set.isEmpty() || set.size() > MOST_KEYS) {
        throw new IOException(file + ": " + set.size() + " keys; must be 1 to " + MOST_KEYS);
      }
      return new JwtKeys(keys(set));
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new IOException(file + ": is no JWK set that can be used: " + e.getMessage(), e);
    }
  }

  private static List<Key> keys(JWKSet set) throws JOSEException {
    var keys = new ArrayList<Key>();
    for (var jwk : set.getKeys()) {
      var key = key(jwk);
      if (jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE)) {
        throw new JOSEException("key '" + key.id() + "' is not for signatures");
      }
      if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().equals(key.algorithm())) {
        throw new JOSEException(
            "key '"
                + key.id()
                + "': alg is "
                + jwk.getAlgorithm()
                + "; must be "
                + key.algorithm());
      }
      keys.add(key);
    }
    return keys;
  }

  private static Key key(JWK jwk) throws JOSEException {
    var id = Objects.requireNonNullElse(jwk.getKeyID(), "");
    var thumbprint = jwk.computeThumbprint().toString();
    return switch (jwk) {
      case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) ->
          new Key(id, thumbprint, JWSAlgorithm.EdDSA, new Ed25519(pair));
      case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
          new Key(id, thumbprint, JWSAlgorithm.ES256, new ECDSAVerifier(ec));
      case OctetSequenceKey secret ->
          new Key(id, thumbprint, JWSAlgorithm.HS256, new MACVerifier(secret));
      default ->
          throw new JOSEException(
              "key '" + id + "' is none of OKP Ed25519 (EdDSA), EC P-256 (ES256), oct (HS256)");
    };
  }

  /** The keys that a token with that header may have been signed with. */
  List<Key> candidates(JWSHeader header) {
    return keys.stream()
        .filter(key -> key.algorithm().equals(header.getAlgorithm()))
        .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.id()))
        .toList();
  }
}
