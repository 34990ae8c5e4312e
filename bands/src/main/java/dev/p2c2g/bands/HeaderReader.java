package dev.p2c2g.bands;

import dev.p2c2g.bands.BandRefusedException.Reason;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a JPEG's marker segments up to the first scan (ITU-T T.81, annex B). Each step moves on by
 * two bytes at least, so the work is bounded by the header's length.
 */
final class HeaderReader {
  /** Real headers are 600 bytes, or some ten thousand with a colour profile. */
  private static final int MAX_HEADER_BYTES = 1 << 17;

  private final Cursor in;
  private final Tables tables = new Tables();
  private final Colours colours = new Colours();
  private Optional<Placed> frame = Optional.empty();

  private record Placed(FrameHeader header, int heightAt) {}

  /**
   * A header that can be a band's.
   *
   * @param heightAt index of the two bytes that hold the height
   * @param scanAt index of the scan's marker
   * @param end index of the first entropy-coded byte
   */
  record Header(FrameHeader frame, String signature, int heightAt, int scanAt, int end) {}

  private HeaderReader(ByteBuffer file) {
    in = Cursor.overFile(file);
  }

  static Header read(ByteBuffer file) throws BandRefusedException {
    return new HeaderReader(file).read();
  }

  private Header read() throws BandRefusedException {
    if (in.remaining() < 2 || in.u16() != Marker.START_OF_IMAGE) {
      throw new BandRefusedException(Reason.NOT_A_JPEG, "the band does not start like a JPEG");
    }
    while (in.position() < MAX_HEADER_BYTES) {
      int markerAt = in.position();
      int marker = marker();
      if (marker == Marker.START_OF_SCAN) {
        return scan(markerAt);
      }
      segment(marker);
    }
    throw new BandRefusedException(
        Reason.TOO_LARGE, "the JPEG's header has more than " + MAX_HEADER_BYTES + " bytes");
  }

  /** Any number of 0xff may stand before a marker's own. */
  private int marker() throws BandRefusedException {
    int found = in.u8();
    if (found != 0xff) {
      throw new BandRefusedException(
          Reason.MALFORMED,
          "the JPEG has 0x%02x at byte %d where a marker belongs"
              .formatted(found, in.position() - 1));
    }
    while (found == 0xff) {
      found = in.u8();
    }
    return 0xff00 | found;
  }

  private void segment(int marker) throws BandRefusedException {
    switch (marker) {
      case Marker.BASELINE, Marker.EXTENDED -> readFrame();
      case Marker.HUFFMAN_TABLES -> tables.readHuffman(in.segment("a Huffman segment"));
      case Marker.QUANTISATION_TABLES ->
          tables.readQuantisation(in.segment("a quantisation segment"));
      case Marker.RESTART_INTERVAL -> requireNoRestarts(in.segment("the restart interval"));
      case Marker.APP0 -> colours.readApp0(in.segment("an application segment"));
      case Marker.APP14 -> colours.readApp14(in.segment("an application segment"));
      default -> {
        Marker.requireSkippable(marker);
        in.segment("an application segment or comment");
      }
    }
  }

  private void readFrame() throws BandRefusedException {
    if (frame.isPresent()) {
      throw new BandRefusedException(Reason.MALFORMED, "the JPEG has two frame headers");
    }
    // Length and precision come before the height.
    int heightAt = in.position() + 3;
    frame = Optional.of(new Placed(FrameHeader.read(in.segment("the frame header")), heightAt));
  }

  private static void requireNoRestarts(Cursor segment) throws BandRefusedException {
    int interval = segment.u16();
    segment.requireEnd();
    if (interval != 0) {
      throw new BandRefusedException(
          Reason.OWN_RESTARTS,
          "the JPEG has a restart interval of " + interval + " MCUs, must have none");
    }
  }

  private Header scan(int scanAt) throws BandRefusedException {
    Placed placed =
        frame.orElseThrow(
            () -> new BandRefusedException(Reason.MALFORMED, "the JPEG has no frame header"));
    FrameHeader header = placed.header;
    ScanHeader scan = ScanHeader.read(in.segment("the scan header"), header);
    tables.requireAll(header, scan);
    return new Header(header, signature(header, scan), placed.heightAt, scanAt, in.position());
  }

  private String signature(FrameHeader header, ScanHeader scan) {
    Signature signature = new Signature();
    for (FrameHeader.Component c : header.components()) {
      signature.add("component", c.id(), c.horizontal(), c.vertical(), c.table());
    }
    for (ScanHeader.Selector s : scan.selectors()) {
      signature.add("selector", s.dcTable(), s.acTable());
    }
    tables.sign(signature);
    colours.sign(signature, header);
    return signature.text();
  }
}
