package dev.p2c2g.bands;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash over what must be equal for two scans to go on under one header. Cryptographic, so that
 * nobody makes a band that passes for another encoder's.
 */
final class Signature {
  private static final int BYTES = 16;

  private final MessageDigest digest;

  Signature() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256; this one does not", e);
    }
  }

  Signature add(String name, int... values) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    for (int value : values) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
    }
    return this;
  }

  Signature add(byte[] table) {
    digest.update(table);
    return this;
  }

  /** 32 hexadecimal digits. */
  String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
