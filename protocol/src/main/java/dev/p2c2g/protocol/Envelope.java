package dev.p2c2g.protocol;

import java.nio.ByteBuffer;

/**
 * A message in its binary form, in two parts so that a transport can send the payload without
 * copying it.
 *
 * @param head 4 bytes of header length and the JSON header
 * @param payload the bytes that follow; empty when there are none. Neither is to be written to.
 */
public record Envelope(ByteBuffer head, ByteBuffer payload) {

  public int size() {
    return head.remaining() + payload.remaining();
  }
}
