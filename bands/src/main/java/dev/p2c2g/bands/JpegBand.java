package dev.p2c2g.bands;

import java.nio.ByteBuffer;

/**
 * A JPEG that can be joined with others of its kind: sequential, of Huffman codes and 8 bits, all
 * components in one scan, no restarts. Only its header was understood; its entropy-coded bytes were
 * looked through for markers and nothing else, so that they may still decode to rubbish.
 *
 * <p>A view of the caller's bytes, which must not change while it is in use.
 */
public final class JpegBand {
  private final ByteBuffer bytes;
  private final HeaderReader.Header header;
  private final int entropyEnd;

  private JpegBand(ByteBuffer bytes, HeaderReader.Header header, int entropyEnd) {
    this.bytes = bytes;
    this.header = header;
    this.entropyEnd = entropyEnd;
  }

  /**
   * Reads a whole file, from the buffer's position to its limit; the buffer's position stays. Takes
   * time in proportion to the bytes, and memory for the tables only.
   *
   * @throws BandRefusedException where it cannot be a band
   */
  public static JpegBand read(ByteBuffer jpeg) throws BandRefusedException {
    ByteBuffer bytes = jpeg.slice();
    HeaderReader.Header header = HeaderReader.read(bytes);
    int entropyEnd = EntropyData.requireSound(bytes, header.end(), header.frame());
    return new JpegBand(bytes, header, entropyEnd);
  }

  /** Pixels, 1 to 65535. */
  public int width() {
    return header.frame().width();
  }

  /** Pixels, 1 to 65535. */
  public int height() {
    return header.frame().height();
  }

  /**
   * 32 hexadecimal digits, equal for two bands where quantisation and Huffman tables, sampling and
   * colours are, however the segments are ordered or grouped: then one's bytes can follow the
   * other's.
   */
  public String signature() {
    return header.signature();
  }

  /** Pixels that one unit of the scan is wide: 8, 16, 24 or 32. */
  public int mcuWidth() {
    return header.frame().mcuWidth();
  }

  /** Pixels that one unit of the scan is tall: 8, 16, 24 or 32. */
  public int mcuHeight() {
    return header.frame().mcuHeight();
  }

  /** MCUs of the whole band. */
  public long mcus() {
    return header.frame().mcus();
  }

  /** Index of the first entropy-coded byte, from where the buffer stood. */
  public int entropyStart() {
    return header.end();
  }

  /** Index of the byte behind the last entropy-coded one. */
  public int entropyEnd() {
    return entropyEnd;
  }

  /** Index of the two bytes of the height. */
  int heightAt() {
    return header.heightAt();
  }

  /** Index of the scan's marker, the last place for a restart interval. */
  int scanAt() {
    return header.scanAt();
  }

  /** Copies bytes {@code from} to {@code to - 1} to the target's position. */
  void copy(int from, int to, ByteBuffer target) {
    target.put(target.position(), bytes, from, to - from);
    target.position(target.position() + to - from);
  }
}
