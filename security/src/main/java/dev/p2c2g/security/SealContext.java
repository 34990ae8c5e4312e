package dev.p2c2g.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/**
 * The secrets of one sealed task, which both ends agree on: HPKE in its base mode (RFC 9180) makes
 * them, and answers are sealed as those of Oblivious HTTP are (RFC 9458, 4.4).
 */
final class SealContext {
  static final int ENCAPSULATED_BYTES = 32;

  /** Random, of each answer: two peers that answer one task never use one key twice. */
  static final int RESPONSE_NONCE_BYTES = 32;

  private static final byte[] INFO = ascii("p2c2g sealed task 1");
  private static final byte[] REQUEST = ascii("p2c2g request");
  private static final byte[] RESPONSE = ascii("p2c2g response");
  private static final byte[] KEY = ascii("key");
  private static final byte[] NONCE = ascii("nonce");

  private final HPKEContext agreed;
  private final byte[] encapsulated;

  private SealContext(HPKEContext agreed, byte[] encapsulated) {
    this.agreed = agreed;
    this.encapsulated = encapsulated;
  }

  /** DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; its digests belong to one caller. */
  static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /** The sender's, by a key pair that is used this once. */
  static SealContext of(AsymmetricKeyParameter recipient, AsymmetricCipherKeyPair once) {
    var agreed = suite().setupBaseS(recipient, INFO, once);
    return new SealContext(agreed, agreed.getEncapsulation());
  }

  /**
   * The recipient's.
   *
   * @throws SealException for a sender's key that makes no secret with any other
   */
  static SealContext of(byte[] encapsulated, AsymmetricCipherKeyPair recipient)
      throws SealException {
    try {
      return new SealContext(suite().setupBaseR(encapsulated, recipient, INFO), encapsulated);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SealException("its first 33 bytes hold no key that can be used");
    }
  }

  byte[] encapsulated() {
    return encapsulated.clone();
  }

  /** Encrypts the task itself. */
  AesGcm request() {
    return AesGcm.of(agreed.export(REQUEST, AesGcm.KEY_BYTES + AesGcm.NONCE_BYTES));
  }

  /** Encrypts the answer of that nonce. */
  AesGcm response(byte[] responseNonce) {
    var salt =
        ByteBuffer.allocate(ENCAPSULATED_BYTES + RESPONSE_NONCE_BYTES)
            .put(encapsulated)
            .put(responseNonce)
            .array();
    var secret = agreed.extract(salt, agreed.export(RESPONSE, AesGcm.KEY_BYTES));
    return new AesGcm(
        agreed.expand(secret, KEY, AesGcm.KEY_BYTES),
        agreed.expand(secret, NONCE, AesGcm.NONCE_BYTES));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
