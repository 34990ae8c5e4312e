package dev.p2c2g.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a key and a nonce that are good for one message. By the JDK,
 * which has the processor do it: a frame takes a fraction of a millisecond.
 */
final class AesGcm {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private final SecretKeySpec key;
  private final GCMParameterSpec nonce;

  AesGcm(byte[] key, byte[] nonce) {
    this.key = new SecretKeySpec(key, "AES");
    this.nonce = new GCMParameterSpec(8 * TAG_BYTES, nonce);
  }

  /** From both in a row. */
  static AesGcm of(byte[] keyAndNonce) {
    return new AesGcm(
        Arrays.copyOf(keyAndNonce, KEY_BYTES),
        Arrays.copyOfRange(keyAndNonce, KEY_BYTES, KEY_BYTES + NONCE_BYTES));
  }

  /** A head that stays readable, and behind it the bytes, encrypted. */
  byte[] encrypt(byte[] head, ByteBuffer plain, byte[] associated) {
    var in = bytes(plain);
    var out = Arrays.copyOf(head, head.length + in.length + TAG_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, associated).doFinal(in, 0, in.length, out, head.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
    return out;
  }

  /** The bytes again; empty when they, or what they are associated with, are not what they were. */
  Optional<byte[]> decrypt(ByteBuffer encrypted, byte[] associated) {
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, associated).doFinal(bytes(encrypted)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] associated) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, nonce);
    cipher.updateAAD(associated);
    return cipher;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }
}
