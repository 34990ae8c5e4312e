package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;

/** Marker codes with their 0xff (ITU-T T.81, table B.1). */
final class Marker {
  static final int BASELINE = 0xffc0;
  static final int EXTENDED = 0xffc1;
  static final int HUFFMAN_TABLES = 0xffc4;
  static final int FIRST_RESTART = 0xffd0;
  static final int START_OF_IMAGE = 0xffd8;
  static final int END_OF_IMAGE = 0xffd9;
  static final int START_OF_SCAN = 0xffda;
  static final int QUANTISATION_TABLES = 0xffdb;
  static final int RESTART_INTERVAL = 0xffdd;
  static final int APP0 = 0xffe0;
  static final int APP14 = 0xffee;
  private static final int APP15 = 0xffef;
  private static final int COMMENT = 0xfffe;

  private Marker() {}

  /** Fails unless the segment says nothing about pixels. */
  static void requireSkippable(int marker) throws BandRefusedException {
    if ((marker >= APP0 && marker <= APP15) || marker == COMMENT) {
      return;
    }
    throw switch (marker) {
      case 0xffc2 -> process("progressive");
      case 0xffc3 -> process("lossless");
      case 0xffc5, 0xffc6, 0xffc7, 0xffde, 0xffdf -> process("hierarchical");
      case 0xffc9, 0xffca, 0xffcb, 0xffcc, 0xffcd, 0xffce, 0xffcf -> process("arithmetic-coded");
      default ->
          new BandRefusedException(
              Reason.MALFORMED, "the JPEG has marker 0x%04x in its header".formatted(marker));
    };
  }

  private static BandRefusedException process(String name) {
    return new BandRefusedException(
        Reason.NOT_SEQUENTIAL_HUFFMAN,
        "the JPEG is " + name + ", must be baseline or extended sequential with Huffman codes");
  }
}
