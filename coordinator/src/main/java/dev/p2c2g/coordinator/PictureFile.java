package dev.p2c2g.coordinator;

import dev.p2c2g.bands.BandRefusedException;
import dev.p2c2g.bands.JpegBand;
import dev.p2c2g.protocol.ImageHeader;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Whether a picture's file is whole, told from its structure and without decoding it: rubbish
 * behind a good header does not pass. Takes time in proportion to the bytes, a tenth of a
 * millisecond for a frame.
 */
final class PictureFile {
  private static final int PNG_SIGNATURE_BYTES = 8;

  /** Length, type and checksum of a chunk. */
  private static final int CHUNK_FRAME_BYTES = 12;

  private static final int PNG_DATA = 0x49444154;
  private static final int PNG_END = 0x49454E44;
  private static final short JPEG_END = (short) 0xFFD9;

  private PictureFile() {}

  /** What is wrong with a file whose header is good; empty where nothing is. */
  static Optional<String> objection(ImageHeader.Format format, ByteBuffer file) {
    return switch (format) {
      case JPEG -> jpeg(file.slice());
      case PNG -> png(file.slice());
    };
  }

  private static Optional<String> jpeg(ByteBuffer file) {
    try {
      JpegBand.read(file);
      return Optional.empty();
    } catch (BandRefusedException e) {
      return switch (e.reason()) {
        case NOT_A_JPEG, TRUNCATED, MALFORMED ->
            Optional.of("the result is broken: " + e.getMessage());
        // a good JPEG of another kind, whose end can be looked for at least
        case NOT_SEQUENTIAL_HUFFMAN,
            NOT_EIGHT_BIT,
            COMPONENTS,
            SEVERAL_SCANS,
            OWN_RESTARTS,
            WIDTH_DIFFERS,
            SIGNATURE_DIFFERS,
            HEIGHT,
            TOO_LARGE ->
            file.getShort(file.limit() - 2) == JPEG_END
                ? Optional.empty()
                : Optional.of("the result is broken: the JPEG has no end marker");
      };
    }
  }

  /** Every chunk's checksum, data in between, and the end where the file ends (PNG, 5). */
  private static Optional<String> png(ByteBuffer file) {
    var data = false;
    for (var at = PNG_SIGNATURE_BYTES; at <= file.limit() - CHUNK_FRAME_BYTES; ) {
      var length = file.getInt(at);
      if (length < 0 || length > file.limit() - at - CHUNK_FRAME_BYTES) {
        break;
      }
      if (checksum(file.slice(at + 4, length + 4)) != file.getInt(at + 8 + length)) {
        return Optional.of("the result is broken: a chunk of the PNG at byte " + at);
      }
      data |= file.getInt(at + 4) == PNG_DATA;
      if (file.getInt(at + 4) == PNG_END) {
        return data && at + CHUNK_FRAME_BYTES + length == file.limit()
            ? Optional.empty()
            : Optional.of("the result is broken: the PNG has no data, or more behind its end");
      }
      at += CHUNK_FRAME_BYTES + length;
    }
    return Optional.of("the result is broken: the PNG ends too early");
  }

  private static int checksum(ByteBuffer typeAndData) {
    var checksum = new CRC32();
    checksum.update(typeAndData);
    return (int) checksum.getValue();
  }
}
