package dev.p2c2g.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** EdDSA by the JDK (RFC 8037): Nimbus's own would want another library beside it. */
final class Ed25519 implements JWSVerifier {
  /** What an Ed25519 key's 32 bytes follow in a SubjectPublicKeyInfo (RFC 8410, 4). */
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;

  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  Ed25519(OctetKeyPair pair) throws JOSEException {
    var bytes = pair.getDecodedX();
    if (bytes.length != KEY_BYTES) {
      throw new JOSEException("x: has " + bytes.length + " bytes; must have " + KEY_BYTES);
    }
    var encoded = new byte[HEAD.length + KEY_BYTES];
    System.arraycopy(HEAD, 0, encoded, 0, HEAD.length);
    System.arraycopy(bytes, 0, encoded, HEAD.length, KEY_BYTES);
    try {
      key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("x: is no Ed25519 key", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] input, Base64URL signature) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature.decode());
    } catch (GeneralSecurityException _) {
      // a signature of the wrong length, or a point that is none
      return false;
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
