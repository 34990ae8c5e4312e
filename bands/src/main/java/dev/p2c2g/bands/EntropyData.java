package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.nio.ByteBuffer;

/** Walks over entropy-coded bytes, in which a 0xff is followed by a stuffed 0 (T.81, B.1.1.5). */
final class EntropyData {
  /** A block has a code for its mean and one for the rest, each of a bit at the least. */
  private static final int LEAST_BITS_A_BLOCK = 2;

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private EntropyData() {}

  /** Index of the end-of-image marker, which must be the first marker and the last two bytes. */
  static int requireSound(ByteBuffer file, int start, FrameHeader frame)
      throws BandRefusedException {
    int end = endOfImage(file, start);
    if (end != file.limit() - 2) {
      throw new BandRefusedException(
          Reason.MALFORMED,
          "the JPEG has " + (file.limit() - 2 - end) + " bytes behind its end marker");
    }
    if (8L * (end - start) < LEAST_BITS_A_BLOCK * frame.blocks()) {
      throw new BandRefusedException(
          Reason.TRUNCATED,
          "the JPEG has %d bytes for %d blocks".formatted(end - start, frame.blocks()));
    }
    return end;
  }

  private static int endOfImage(ByteBuffer file, int start) throws BandRefusedException {
    int last = file.limit() - 1;
    for (int i = nextFf(file, start); i < last; i = nextFf(file, i + 2)) {
      int marker = 0xff00 | (file.get(i + 1) & 0xff);
      if (marker == Marker.END_OF_IMAGE) {
        return i;
      }
      requireStuffed(marker, i);
    }
    throw new BandRefusedException(Reason.TRUNCATED, "the JPEG has no end marker");
  }

  /**
   * Index of the first 0xff from there on, or the limit. Eight bytes at a time: one of them is 0xff
   * where the complement has a zero byte, which the borrow of a subtraction shows.
   */
  private static int nextFf(ByteBuffer file, int from) {
    int i = from;
    for (; i <= file.limit() - Long.BYTES; i += Long.BYTES) {
      long inverted = ~file.getLong(i);
      if (((inverted - LOW_BITS) & ~inverted & HIGH_BITS) != 0) {
        break;
      }
    }
    while (i < file.limit() && file.get(i) != (byte) 0xff) {
      i++;
    }
    return i;
  }

  private static void requireStuffed(int marker, int at) throws BandRefusedException {
    if (marker == 0xff00) {
      return;
    }
    Reason reason =
        switch (marker) {
          case 0xffd0, 0xffd1, 0xffd2, 0xffd3, 0xffd4, 0xffd5, 0xffd6, 0xffd7 ->
              Reason.OWN_RESTARTS;
          case Marker.START_OF_SCAN, Marker.HUFFMAN_TABLES -> Reason.SEVERAL_SCANS;
          default -> Reason.MALFORMED;
        };
    throw new BandRefusedException(
        reason, "the JPEG has marker 0x%04x at byte %d, within its scan".formatted(marker, at));
  }
}
