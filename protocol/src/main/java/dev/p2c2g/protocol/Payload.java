package dev.p2c2g.protocol;

import java.nio.ByteBuffer;

/** The bytes of a task or of its result, or where they are. */
public sealed interface Payload {

  /**
   * Bytes that travel with the message. The buffer is shared, never written to; read it through
   * {@link #view()}.
   */
  record Inline(ByteBuffer bytes) implements Payload {
    /** A buffer of one's own position and limit over the same bytes. */
    public ByteBuffer view() {
      return bytes.asReadOnlyBuffer();
    }
  }

  /** An object store's {@code s3://bucket/key}, which the coordinator passes on untouched. */
  record Remote(String url) implements Payload {}

  static Payload of(byte[] bytes) {
    return new Inline(ByteBuffer.wrap(bytes));
  }

  /** Bytes this payload occupies in memory. */
  default int size() {
    return switch (this) {
      case Inline inline -> inline.bytes().remaining();
      case Remote remote -> remote.url().length();
    };
  }

  /**
   * A copy of the inline bytes.
   *
   * @throws IllegalStateException for a remote payload, whose bytes are elsewhere
   */
  default byte[] toByteArray() {
    return switch (this) {
      case Inline inline -> {
        var copy = new byte[inline.bytes().remaining()];
        inline.view().get(copy);
        yield copy;
      }
      case Remote remote ->
          throw new IllegalStateException(
              "the bytes are at " + remote.url() + ", fetch them there");
    };
  }
}
