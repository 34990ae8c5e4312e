package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.util.ArrayList;
import java.util.List;

/** The header of a scan that holds all components of its frame (ITU-T T.81, B.2.3). */
record ScanHeader(List<Selector> selectors) {
  /** The Huffman tables of one component, each 0 to 3. */
  record Selector(int dcTable, int acTable) {}

  static ScanHeader read(Cursor in, FrameHeader frame) throws BandRefusedException {
    int count = in.u8();
    int all = frame.components().size();
    if (count != all) {
      throw new BandRefusedException(
          count < all ? Reason.SEVERAL_SCANS : Reason.MALFORMED,
          "the scan has "
              + count
              + " of "
              + frame.components().size()
              + " components, must be all");
    }
    List<Selector> selectors = new ArrayList<>();
    for (FrameHeader.Component component : frame.components()) {
      int id = in.u8();
      int tables = in.u8();
      if (id != component.id() || tables >> 4 > 3 || (tables & 15) > 3) {
        throw new BandRefusedException(
            Reason.MALFORMED,
            "the scan names component %d with tables 0x%02x where %d with tables 0 to 3 belongs"
                .formatted(id, tables, component.id()));
      }
      selectors.add(new Selector(tables >> 4, tables & 15));
    }
    requireSequential(in.u8(), in.u8(), in.u8());
    in.requireEnd();
    return new ScanHeader(List.copyOf(selectors));
  }

  private static void requireSequential(int first, int last, int bits) throws BandRefusedException {
    if (first != 0 || last != 63 || bits != 0) {
      throw new BandRefusedException(
          Reason.MALFORMED,
          "the scan has coefficients %d to %d by 0x%02x, a sequential one has 0 to 63 by 0"
              .formatted(first, last, bits));
    }
  }
}
