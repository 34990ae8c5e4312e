package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.nio.ByteBuffer;

/** Reads bytes of a stranger's file in order; asking for more than there are is a refusal. */
final class Cursor {
  private final ByteBuffer bytes;
  private final Reason atEnd;

  /** What is read, for messages. */
  private final String name;

  private Cursor(ByteBuffer bytes, Reason atEnd, String name) {
    this.bytes = bytes;
    this.atEnd = atEnd;
    this.name = name;
  }

  /** From the buffer's first byte, whatever its position. */
  static Cursor overFile(ByteBuffer file) {
    return new Cursor(file.duplicate().rewind(), Reason.TRUNCATED, "its header");
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  int u8() throws BandRefusedException {
    require(1);
    return bytes.get() & 0xff;
  }

  int u16() throws BandRefusedException {
    require(2);
    return bytes.getShort() & 0xffff;
  }

  byte[] take(int count) throws BandRefusedException {
    require(count);
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  /** The marker segment whose length comes next; this cursor stands behind it afterwards. */
  Cursor segment(String segmentName) throws BandRefusedException {
    int length = u16();
    if (length < 2) {
      throw new BandRefusedException(
          Reason.MALFORMED, segmentName + " says it is " + length + " bytes long, least is 2");
    }
    require(length - 2);
    ByteBuffer payload = bytes.slice(bytes.position(), length - 2);
    bytes.position(bytes.position() + length - 2);
    return new Cursor(payload, Reason.MALFORMED, segmentName);
  }

  /** Fails where bytes are left over. */
  void requireEnd() throws BandRefusedException {
    if (bytes.hasRemaining()) {
      throw new BandRefusedException(
          Reason.MALFORMED, name + " has " + bytes.remaining() + " bytes too many");
    }
  }

  private void require(int count) throws BandRefusedException {
    if (bytes.remaining() < count) {
      throw new BandRefusedException(atEnd, "the JPEG ends within " + name);
    }
  }
}
