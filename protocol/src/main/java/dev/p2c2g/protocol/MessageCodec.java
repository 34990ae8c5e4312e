package dev.p2c2g.protocol;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The two wire forms of a {@link Message}; stateless, safe for any thread. */
public final class MessageCodec {
  private static final int LENGTH_BYTES = 4;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private MessageCodec() {}

  /** Reads the text form. */
  public static Message decodeText(String text) throws ProtocolException {
    return MessageReader.read(Json.parse(text), Optional.empty());
  }

  /**
   * Whether the bytes are framed as an envelope, whatever its header says: from then on the sender
   * is spoken to in envelopes.
   */
  public static boolean isEnvelope(ByteBuffer bytes) {
    return bytes.remaining() >= LENGTH_BYTES && fits(headerLength(bytes), bytes);
  }

  /**
   * Reads the binary envelope. The payload of the message is a slice of {@code bytes}, not a copy:
   * the caller gives the buffer away.
   */
  public static Message decodeEnvelope(ByteBuffer bytes) throws ProtocolException {
    if (bytes.remaining() < LENGTH_BYTES) {
      throw ProtocolException.malformed(
          "envelope: " + bytes.remaining() + " bytes; must begin with 4 bytes of header length");
    }
    var length = headerLength(bytes);
    var follows = bytes.remaining() - LENGTH_BYTES;
    if (!fits(length, bytes)) {
      throw ProtocolException.malformed(
          "envelope: header length is "
              + length
              + "; must be from 1 to the "
              + follows
              + " bytes that follow it");
    }
    var header = bytes.slice(bytes.position() + LENGTH_BYTES, (int) length);
    var payload =
        bytes.slice(bytes.position() + LENGTH_BYTES + (int) length, follows - (int) length);
    return MessageReader.read(Json.parse(header), Optional.of(payload));
  }

  private static long headerLength(ByteBuffer bytes) {
    return Integer.toUnsignedLong(bytes.getInt(bytes.position()));
  }

  private static boolean fits(long headerLength, ByteBuffer bytes) {
    return headerLength > 0 && headerLength <= bytes.remaining() - LENGTH_BYTES;
  }

  public static String encodeText(Message message) {
    return Json.toText(new MessageWriter(message, false).json());
  }

  public static Envelope encodeEnvelope(Message message) {
    var writer = new MessageWriter(message, true);
    var json = Json.toBytes(writer.json());
    var head = ByteBuffer.allocate(LENGTH_BYTES + json.length).putInt(json.length).put(json).flip();
    return new Envelope(head, writer.attached().orElse(NOTHING));
  }
}
