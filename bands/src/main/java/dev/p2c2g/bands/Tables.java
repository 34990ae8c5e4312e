package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** The tables of a file, by their ids; one defined again replaces the one before. */
final class Tables {
  private static final int HIGHEST_ID = 3;
  private static final int COEFFICIENTS = 64;
  private static final int CODE_LENGTHS = 16;

  /** Quantisation tables by id, each its precision and its values. */
  private final Map<Integer, byte[]> quantisation = new TreeMap<>();

  /** Huffman tables by class (0 for DC, 1 for AC) times 16 plus id. */
  private final Map<Integer, byte[]> huffman = new TreeMap<>();

  void readQuantisation(Cursor in) throws BandRefusedException {
    while (in.remaining() > 0) {
      int head = in.u8();
      int precision = head >> 4;
      int id = head & 15;
      if (precision > 1 || id > HIGHEST_ID) {
        throw malformed("a quantisation table of class %d, id %d".formatted(precision, id));
      }
      byte[] values = in.take(COEFFICIENTS << precision);
      requireNoZero(values, precision + 1, id);
      quantisation.put(id, prefixed(precision, values));
    }
  }

  void readHuffman(Cursor in) throws BandRefusedException {
    while (in.remaining() > 0) {
      int head = in.u8();
      if (head >> 4 > 1 || (head & 15) > HIGHEST_ID) {
        throw malformed("a Huffman table of class %d, id %d".formatted(head >> 4, head & 15));
      }
      byte[] counts = in.take(CODE_LENGTHS);
      byte[] symbols = in.take(requireCode(counts));
      ByteArrayOutputStream table = new ByteArrayOutputStream();
      table.writeBytes(counts);
      table.writeBytes(symbols);
      huffman.put(head, table.toByteArray());
    }
  }

  /** Fails unless every table that the scan uses is there. */
  void requireAll(FrameHeader frame, ScanHeader scan) throws BandRefusedException {
    for (FrameHeader.Component component : frame.components()) {
      require(quantisation, component.table(), "quantisation");
    }
    for (ScanHeader.Selector selector : scan.selectors()) {
      require(huffman, selector.dcTable(), "DC Huffman");
      require(huffman, 16 + selector.acTable(), "AC Huffman");
    }
  }

  void sign(Signature signature) {
    quantisation.forEach((id, table) -> signature.add("quantisation", id).add(table));
    huffman.forEach((id, table) -> signature.add("huffman", id).add(table));
  }

  private static void require(Map<Integer, byte[]> tables, int id, String kind)
      throws BandRefusedException {
    if (!tables.containsKey(id)) {
      throw malformed("%s table %d is used and not defined".formatted(kind, id & HIGHEST_ID));
    }
  }

  private static void requireNoZero(byte[] values, int size, int id) throws BandRefusedException {
    for (int i = 0; i < values.length; i += size) {
      if (values[i] == 0 && values[i + size - 1] == 0) {
        throw malformed("quantisation table %d has a step of 0".formatted(id));
      }
    }
  }

  /** Checks that the counts of each length make a code (annex C), and returns their sum. */
  private static int requireCode(byte[] counts) throws BandRefusedException {
    int sum = 0;
    int free = 1;
    for (byte count : counts) {
      sum += count & 0xff;
      free = 2 * free - (count & 0xff);
      if (free < 0) {
        throw malformed("a Huffman table has more codes of one length than there are");
      }
    }
    if (sum == 0 || sum > 256) {
      throw malformed("a Huffman table has %d codes, must be 1 to 256".formatted(sum));
    }
    return sum;
  }

  private static byte[] prefixed(int precision, byte[] values) {
    byte[] table = new byte[1 + values.length];
    table[0] = (byte) precision;
    System.arraycopy(values, 0, table, 1, values.length);
    return table;
  }

  private static BandRefusedException malformed(String what) {
    return new BandRefusedException(Reason.MALFORMED, what);
  }
}
