package dev.p2c2g.security;

import dev.p2c2g.protocol.Seal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * Peers that share a {@link CircleKey}, as gamers know them: its public half, written {@code
 * x25519:} and 43 of base64url. Who has it can seal tasks to the circle and open none. Safe for any
 * thread.
 */
public final class Circle {
  private static final String SCHEME = "x25519:";
  private static final Pattern SHAPE = Pattern.compile(SCHEME + "([A-Za-z0-9_-]{43})");
  private static final int ID_DIGITS = 16;

  private final X25519PublicKeyParameters key;

  Circle(X25519PublicKeyParameters key) {
    this.key = key;
  }

  /**
   * Reads a circle as {@code p2c2g seal new} prints it.
   *
   * @throws IllegalArgumentException which continues a sentence that begins with the text
   */
  public static Circle parse(String text) {
    var matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not x25519: and 43 of base64url, as p2c2g seal new prints it");
    }
    try {
      var circle =
          new Circle(
              new X25519PublicKeyParameters(Base64.getUrlDecoder().decode(matcher.group(1))));
      // a few points agree with every key on the secret 0, which everyone knows
      var _ = SealContext.of(circle.key, SealContext.suite().generatePrivateKey());
      return circle;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException("is no key that anything can be sealed to", e);
    }
  }

  /** The name by which tasks and peers tell the key: the first 16 digits of its SHA-256. */
  public String id() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Seals a task, with a key of its own.
   *
   * @param binding what the bytes are bound to: the seal opens only where the same is given
   */
  public SealedTask seal(ByteBuffer plain, byte[] binding) {
    return seal(plain, binding, SealContext.suite().generatePrivateKey());
  }

  SealedTask seal(ByteBuffer plain, byte[] binding, AsymmetricCipherKeyPair once) {
    var context = SealContext.of(key, once);
    var head =
        ByteBuffer.allocate(1 + SealContext.ENCAPSULATED_BYTES)
            .put(Seal.VERSION)
            .put(context.encapsulated())
            .array();
    return new SealedTask(context, context.request().encrypt(head, plain, binding));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Circle circle
        && Arrays.equals(key.getEncoded(), circle.key.getEncoded());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key.getEncoded());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return SCHEME + Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
  }
}
