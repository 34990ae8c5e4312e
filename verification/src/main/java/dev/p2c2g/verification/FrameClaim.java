package dev.p2c2g.verification;

import dev.p2c2g.imaging.ImageFormat;
import dev.p2c2g.imaging.Region;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A frame, what was asked of it, and what a peer says it made of it.
 *
 * @param input JPEG or PNG, from the buffer's position to its limit; only read
 * @param outputWidth pixels of the whole output, 1 to 4 times the input's
 * @param outputHeight likewise
 * @param part of the output that the result shows
 * @param format of the result
 * @param jpegQuality 1 to 100, asked of the result where it is a JPEG
 * @param ordered the algorithm that the task named, if any
 * @param named the algorithm that the result names
 * @param result likewise only read
 */
public record FrameClaim(
    ByteBuffer input,
    int outputWidth,
    int outputHeight,
    Region part,
    ImageFormat format,
    int jpegQuality,
    Optional<String> ordered,
    String named,
    ByteBuffer result) {

  static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }
}
