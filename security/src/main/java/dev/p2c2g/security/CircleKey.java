package dev.p2c2g.security;

import dev.p2c2g.protocol.Seal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * The private key that the peers of one circle share, an X25519 key. Who has it opens whatever is
 * sealed to the circle. Safe for any thread.
 */
public final class CircleKey {
  private final X25519PrivateKeyParameters secret;
  private final AsymmetricCipherKeyPair pair;
  private final Circle circle;

  private CircleKey(X25519PrivateKeyParameters secret) {
    this.secret = secret;
    var open = secret.generatePublicKey();
    this.pair = new AsymmetricCipherKeyPair(open, secret);
    this.circle = new Circle(open);
  }

  /** A new key. */
  public static CircleKey generate() {
    return new CircleKey(
        (X25519PrivateKeyParameters) SealContext.suite().generatePrivateKey().getPrivate());
  }

  static CircleKey of(byte[] scalar) {
    return new CircleKey(new X25519PrivateKeyParameters(scalar));
  }

  /**
   * Reads a key from a PEM file (PKCS 8, RFC 8410), as {@link #write} and OpenSSL write it.
   *
   * @throws IOException naming the file
   */
  public static CircleKey read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + ": is not a file that can be read");
    }
    var scalar =
        Pem.key(file) instanceof XECPrivateKey key
            ? key.getScalar().filter(s -> s.length == X25519PrivateKeyParameters.KEY_SIZE)
            : Optional.<byte[]>empty();
    return of(scalar.orElseThrow(() -> new IOException(file + ": is no X25519 key")));
  }

  /**
   * Writes the key into a new file that its owner alone may read.
   *
   * @throws IOException naming the file, also when there is one of that name
   */
  public void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try {
      var spec = new XECPrivateKeySpec(NamedParameterSpec.X25519, secret.getEncoded());
      PrivateFiles.write(file, Pem.of(KeyFactory.getInstance("X25519").generatePrivate(spec)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has X25519", e);
    }
  }

  /** What gamers need to seal tasks to it. */
  public Circle circle() {
    return circle;
  }

  /**
   * Opens a task.
   *
   * @param binding what it must have been bound to
   * @throws SealException when it was sealed to another circle, bound to something else, or changed
   */
  public OpenedTask open(ByteBuffer sealed, byte[] binding) throws SealException {
    var in = sealed.duplicate();
    if (in.remaining() < Seal.TASK_OVERHEAD || in.get() != Seal.VERSION) {
      throw new SealException(
          "it is no sealed task of version " + Seal.VERSION + ": " + sealed.remaining() + " bytes");
    }
    var encapsulated = new byte[SealContext.ENCAPSULATED_BYTES];
    in.get(encapsulated);
    var context = SealContext.of(encapsulated, pair);
    return context
        .request()
        .decrypt(in, binding)
        .map(plain -> new OpenedTask(context, plain))
        .orElseThrow(() ->
            new SealException(
                "it was sealed to another circle or for other parameters, or changed on its way"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CircleKey key && circle.equals(key.circle);
  }

  @Override
  public int hashCode() {
    return circle.hashCode();
  }

  /** The id alone: configurations are logged. */
  @Override
  public String toString() {
    return "key of circle " + circle.id();
  }
}
