package dev.p2c2g.bands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.bands.BandRefusedException.Reason;
import dev.p2c2g.bands.TestJpegs.Mode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegBandTest {
  private static final BufferedImage PICTURE = TestJpegs.picture(80, 48, Mode.S420);
  private static final byte[] GOOD = TestJpegs.encoded(PICTURE, Mode.S420);

  @Test
  void readsTheHeaderAndFindsTheData() throws Exception {
    JpegBand band = JpegBand.read(ByteBuffer.wrap(GOOD));
    assertThat(band.width()).isEqualTo(80);
    assertThat(band.height()).isEqualTo(48);
    assertThat(band.mcuWidth()).isEqualTo(16);
    assertThat(band.mcuHeight()).isEqualTo(16);
    assertThat(band.mcus()).isEqualTo(15);
    assertThat(band.entropyStart()).isEqualTo(TestJpegs.find(GOOD, 0xda) + 2 + 12);
    assertThat(band.entropyEnd()).isEqualTo(GOOD.length - 2);
  }

  @Test
  void signatureKnowsWhatMattersAndNothingElse() throws Exception {
    String signature = signature(GOOD);
    assertThat(signature).hasSize(32).isEqualTo(signature(TestJpegs.encoded(other(), Mode.S420)));
    assertThat(signature(regrouped())).isEqualTo(signature);
    assertThat(signature(withSegment(0xfe, "a comment".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo(signature);
    assertThat(signature(withSegment(0xe1, new byte[300]))).isEqualTo(signature);
    assertThat(signature(withSegment(0xdd, new byte[2]))).isEqualTo(signature);

    byte[] step = GOOD.clone();
    step[TestJpegs.find(step, 0xdb) + 40]++;
    assertThat(signature(step)).isNotEqualTo(signature);
    byte[] symbol = GOOD.clone();
    symbol[TestJpegs.find(symbol, 0xc4) + 22] ^= 1;
    assertThat(signature(symbol)).isNotEqualTo(signature);
    byte[] factors = GOOD.clone();
    factors[TestJpegs.find(factors, 0xc0) + 11] = 0x21;
    assertThat(signature(factors)).isNotEqualTo(signature);
    byte[] selector = GOOD.clone();
    selector[TestJpegs.find(selector, 0xda) + 8] = 0;
    assertThat(signature(selector)).isNotEqualTo(signature);
  }

  @Test
  void signatureKnowsThatAnAdobeSegmentTurnsYccIntoRgb() throws Exception {
    byte[] adobe = "Adobe\0\144\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(signature(withSegment(0xee, adobe))).isNotEqualTo(signature(GOOD));
    byte[] transform = adobe.clone();
    transform[11] = 1;
    assertThat(signature(withSegment(0xee, transform)))
        .isNotEqualTo(signature(withSegment(0xee, adobe)));
    assertRefused(withSegment(0xee, Arrays.copyOf(adobe, 8)), Reason.MALFORMED);
  }

  @Test
  void refusesOtherFiles() throws Exception {
    assertRefused(new byte[0], Reason.NOT_A_JPEG);
    assertRefused(new byte[] {(byte) 0xff}, Reason.NOT_A_JPEG);
    assertRefused(
        "certainly not a picture".getBytes(StandardCharsets.ISO_8859_1), Reason.NOT_A_JPEG);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(PICTURE, "png", png);
    assertRefused(png.toByteArray(), Reason.NOT_A_JPEG);
  }

  @Test
  void refusesOtherProcesses() {
    assertRefused(TestJpegs.progressive(PICTURE), Reason.NOT_SEQUENTIAL_HUFFMAN);
    int frame = TestJpegs.find(GOOD, 0xc0);
    for (int marker : new int[] {0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf}) {
      assertRefused(patched(frame + 1, marker), Reason.NOT_SEQUENTIAL_HUFFMAN);
    }
    assertRefused(withSegment(0xcc, new byte[2]), Reason.NOT_SEQUENTIAL_HUFFMAN);
    assertRefused(patched(frame + 4, 12), Reason.NOT_EIGHT_BIT);
    assertRefused(patched(frame + 9, 4), Reason.COMPONENTS);
    assertRefused(patched(frame + 9, 0), Reason.COMPONENTS);
  }

  @Test
  void acceptsExtendedSequentialHuffman() throws Exception {
    byte[] extended = patched(TestJpegs.find(GOOD, 0xc0) + 1, 0xc1);
    assertThat(signature(extended)).isEqualTo(signature(GOOD));
  }

  @Test
  void refusesRestartsOfItsOwn() throws Exception {
    assertRefused(withSegment(0xdd, new byte[] {0, 5}), Reason.OWN_RESTARTS);
    byte[] joined = JpegJoin.join(TestJpegs.bands(PICTURE, 16, Mode.S420));
    assertRefused(joined, Reason.OWN_RESTARTS);
    for (int marker = 0xd0; marker <= 0xd7; marker++) {
      assertRefused(withMarkerInScan(marker), Reason.OWN_RESTARTS);
    }
  }

  @Test
  void refusesMarkersWithinTheScan() {
    assertRefused(withMarkerInScan(0xda), Reason.SEVERAL_SCANS);
    assertRefused(withMarkerInScan(0xc4), Reason.SEVERAL_SCANS);
    assertRefused(withMarkerInScan(0xdc), Reason.MALFORMED);
    assertRefused(withMarkerInScan(0xff), Reason.MALFORMED);
    assertRefused(withMarkerInScan(0xd9), Reason.MALFORMED);
    assertRefused(Arrays.copyOf(GOOD, GOOD.length + 1), Reason.MALFORMED);
  }

  @Test
  void findsAMarkerAtAnyPlace() {
    int scan = TestJpegs.find(GOOD, 0xda);
    for (int at = 15; at < GOOD.length - 4 - scan; at++) {
      assertRefused(withMarkerInScan(0xd3, at), Reason.OWN_RESTARTS);
    }
  }

  @Test
  void refusesAScanOfSomeComponentsOnly() {
    int scan = TestJpegs.find(GOOD, 0xda);
    assertRefused(patched(scan + 4, 1), Reason.SEVERAL_SCANS);
    assertRefused(patched(scan + 4, 4), Reason.MALFORMED);
    assertRefused(patched(scan + 5, 9), Reason.MALFORMED);
    assertRefused(patched(scan + 6, 0x40), Reason.MALFORMED);
    for (int i = 11; i < 14; i++) {
      assertRefused(patched(scan + i, 7), Reason.MALFORMED);
    }
  }

  @Test
  void refusesBeingCutAnywhere() {
    for (int length = 2; length < GOOD.length; length++) {
      assertRefused(Arrays.copyOf(GOOD, length), Reason.TRUNCATED);
    }
  }

  @Test
  void refusesDataThatIsTooShortForItsPixels() {
    byte[] huge = GOOD.clone();
    ByteBuffer.wrap(huge).putInt(TestJpegs.find(huge, 0xc0) + 5, -1);
    assertRefused(huge, Reason.TRUNCATED);
  }

  @Test
  void refusesBrokenFrames() {
    int frame = TestJpegs.find(GOOD, 0xc0);
    byte[] flat = GOOD.clone();
    ByteBuffer.wrap(flat).putShort(frame + 5, (short) 0);
    assertRefused(flat, Reason.MALFORMED);
    assertRefused(patched(frame + 11, 0x00), Reason.MALFORMED);
    assertRefused(patched(frame + 11, 0x52), Reason.MALFORMED);
    assertRefused(patched(frame + 11, 0x44), Reason.MALFORMED);
    assertRefused(patched(frame + 12, 4), Reason.MALFORMED);
    assertRefused(patched(frame + 12, 3), Reason.MALFORMED);
    assertRefused(patched(frame + 13, 1), Reason.MALFORMED);
    assertRefused(
        withSegment(0xc0, Arrays.copyOfRange(GOOD, frame + 4, frame + 19)), Reason.MALFORMED);
    assertRefused(patched(frame + 1, 0xe5), Reason.MALFORMED);
  }

  @Test
  void refusesBrokenTables() {
    int quantisation = TestJpegs.find(GOOD, 0xdb);
    assertRefused(patched(quantisation + 4, 0x04), Reason.MALFORMED);
    assertRefused(patched(quantisation + 4, 0x20), Reason.MALFORMED);
    assertRefused(patched(quantisation + 9, 0), Reason.MALFORMED);
    int huffman = TestJpegs.find(GOOD, 0xc4);
    assertRefused(patched(huffman + 4, 0x20), Reason.MALFORMED);
    assertRefused(patched(huffman + 4, 0x05), Reason.MALFORMED);
    assertRefused(patched(huffman + 5, 3), Reason.MALFORMED);
    assertRefused(withSegment(0xc4, new byte[17]), Reason.MALFORMED);
  }

  @Test
  void refusesHostileSegmentLengths() {
    for (int marker : new int[] {0xe0, 0xdb, 0xc0, 0xc4, 0xda}) {
      int at = TestJpegs.find(GOOD, marker) + 2;
      for (int length : new int[] {0, 1, 2, 3, 0x7fff, 0xffff}) {
        byte[] hostile = GOOD.clone();
        ByteBuffer.wrap(hostile).putShort(at, (short) length);
        assertThat(refusal(hostile).reason()).isIn(Reason.MALFORMED, Reason.TRUNCATED);
      }
    }
  }

  @Test
  void refusesAHeaderWithoutEnd() {
    ByteBuffer fill = ByteBuffer.allocate(1 << 18);
    fill.putShort((short) 0xffd8);
    while (fill.remaining() > 4) {
      fill.putShort((short) 0xfffe).putShort((short) 2);
    }
    assertRefused(fill.array(), Reason.TOO_LARGE);
    assertRefused(patched(2, 0), Reason.MALFORMED);
    assertRefused(patched(3, 0xd8), Reason.MALFORMED);
  }

  private static BufferedImage other() {
    return TestJpegs.picture(33, 21, Mode.S420);
  }

  /** Both quantisation tables in one segment behind the frame header, in the other order. */
  private static byte[] regrouped() {
    int first = TestJpegs.find(GOOD, 0xdb);
    int frame = TestJpegs.find(GOOD, 0xc0);
    int tables = frame + 19;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(GOOD, 0, first);
    out.write(GOOD, frame, 19);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xdb, 0, (byte) 132});
    out.write(GOOD, first + 69 + 4, 65);
    out.write(GOOD, first + 4, 65);
    out.write(GOOD, tables, GOOD.length - tables);
    return out.toByteArray();
  }

  private static byte[] patched(int at, int value) {
    byte[] bytes = GOOD.clone();
    bytes[at] = (byte) value;
    return bytes;
  }

  /** With one more segment before the scan. */
  private static byte[] withSegment(int marker, byte[] payload) {
    int scan = TestJpegs.find(GOOD, 0xda);
    ByteBuffer out = ByteBuffer.allocate(GOOD.length + 4 + payload.length);
    out.put(GOOD, 0, scan).putShort((short) (0xff00 | marker));
    out.putShort((short) (2 + payload.length)).put(payload).put(GOOD, scan, GOOD.length - scan);
    return out.array();
  }

  private static byte[] withMarkerInScan(int marker) {
    return withMarkerInScan(marker, 30);
  }

  private static byte[] withMarkerInScan(int marker, int behindScan) {
    int at = TestJpegs.find(GOOD, 0xda) + behindScan;
    byte[] bytes = GOOD.clone();
    bytes[at - 1] = 0;
    bytes[at] = (byte) 0xff;
    bytes[at + 1] = (byte) marker;
    return bytes;
  }

  private static String signature(byte[] jpeg) throws BandRefusedException {
    return JpegBand.read(ByteBuffer.wrap(jpeg)).signature();
  }

  private static void assertRefused(byte[] jpeg, Reason reason) {
    BandRefusedException refused = refusal(jpeg);
    assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
    assertThat(refused.band()).isEmpty();
  }

  private static BandRefusedException refusal(byte[] jpeg) {
    try {
      JpegBand band = JpegBand.read(ByteBuffer.wrap(jpeg));
      throw new AssertionError("accepted as " + band.signature());
    } catch (BandRefusedException e) {
      return e;
    }
  }
}
