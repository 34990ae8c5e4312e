package dev.p2c2g.security;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** A task that was opened here, and the secret that seals its results. Safe for any thread. */
public final class OpenedTask {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SealContext context;
  private final byte[] plain;

  OpenedTask(SealContext context, byte[] plain) {
    this.context = context;
    this.plain = plain;
  }

  /** What was sealed; a view that is shared. */
  public ByteBuffer plain() {
    return ByteBuffer.wrap(plain).asReadOnlyBuffer();
  }

  /** Seals a result for whoever sealed the task. */
  public ByteBuffer seal(ByteBuffer result) {
    var nonce = new byte[SealContext.RESPONSE_NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    return ByteBuffer.wrap(seal(result, nonce));
  }

  byte[] seal(ByteBuffer result, byte[] nonce) {
    return context.response(nonce).encrypt(nonce, result, new byte[0]);
  }
}
