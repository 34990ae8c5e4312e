package dev.p2c2g.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes JWTs by hand, good ones and those that no library would make. */
final class JwtForge {
  static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JwtForge() {}

  /** Makes the third part of a token. */
  interface Signer {
    byte[] sign(byte[] input) throws GeneralSecurityException;
  }

  static KeyPair ed25519() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  static KeyPair p256() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static String token(String header, String claims, Signer signer) throws GeneralSecurityException {
    var input =
        base64(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(claims.getBytes(StandardCharsets.UTF_8));
    return input + "." + base64(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  static Signer eddsa(PrivateKey key) {
    return input -> sign("Ed25519", key, input);
  }

  static Signer es256(PrivateKey key) {
    return input -> sign("SHA256withECDSAinP1363Format", key, input);
  }

  static Signer hs256(byte[] secret) {
    return input -> {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(input);
    };
  }

  static Signer nobody() {
    return _ -> new byte[0];
  }

  /** The last 32 bytes of the encoded key are the key itself. */
  static String okp(String kid, Key key) {
    var encoded = key.getEncoded();
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}"
        .formatted(kid, base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
  }

  static String ec(String kid, ECPublicKey key) {
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(kid, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  static String oct(String kid, byte[] secret) {
    return "{\"kty\":\"oct\",\"kid\":\"%s\",\"k\":\"%s\"}".formatted(kid, base64(secret));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String coordinate(java.math.BigInteger value) {
    var bytes = value.toByteArray();
    var fixed = new byte[32];
    for (var i = 1; i <= Math.min(32, bytes.length); i++) {
      fixed[32 - i] = bytes[bytes.length - i];
    }
    return base64(fixed);
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] input)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm);
    try {
      signature.initSign(key);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
    signature.update(input);
    return signature.sign();
  }
}
