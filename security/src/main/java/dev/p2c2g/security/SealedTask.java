package dev.p2c2g.security;

import dev.p2c2g.protocol.Seal;
import java.nio.ByteBuffer;

/** A task that was sealed here, and the secret that opens its results. */
public final class SealedTask {
  private final SealContext context;
  private final byte[] bytes;

  SealedTask(SealContext context, byte[] bytes) {
    this.context = context;
    this.bytes = bytes;
  }

  /** What to send; a view that is shared. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /**
   * Opens a result. One that answers another task, even the same frame sealed again, does not open.
   *
   * @throws SealException when nobody who could open this very task has sealed it
   */
  public byte[] open(ByteBuffer result) throws SealException {
    if (result.remaining() < Seal.RESULT_OVERHEAD) {
      throw new SealException(
          "the result has "
              + result.remaining()
              + " bytes; a sealed one has at least "
              + Seal.RESULT_OVERHEAD);
    }
    var in = result.duplicate();
    var nonce = new byte[SealContext.RESPONSE_NONCE_BYTES];
    in.get(nonce);
    return context
        .response(nonce)
        .decrypt(in, new byte[0])
        .orElseThrow(() ->
            new SealException(
                "the result does not open: no peer of the circle sealed it for this task"));
  }
}
