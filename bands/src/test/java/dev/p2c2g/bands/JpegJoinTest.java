package dev.p2c2g.bands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.bands.BandRefusedException.Reason;
import dev.p2c2g.bands.TestJpegs.Mode;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegJoinTest {

  /** Sampling factors of luma, width, height and rows a band: 1 to 21 bands. */
  @ParameterizedTest
  @CsvSource({
    "2, 2, 160, 120, 16", "2, 2, 161, 121, 64", "2, 2, 33, 330, 16", "2, 2, 640, 360, 96",
    "2, 1, 160, 120, 48", "2, 1, 47, 90, 16", "1, 1, 100, 77, 32", "1, 1, 64, 144, 16",
    "1, 2, 90, 100, 32", "4, 1, 130, 60, 16", "4, 2, 130, 60, 32", "1, 4, 50, 200, 64",
    "0, 0, 99, 100, 16", "0, 0, 64, 200, 80", "2, 2, 8, 16, 16", "2, 2, 50, 129, 128",
  })
  void joinedPictureEqualsTheUnsplitOne(int wide, int tall, int width, int height, int bandRows)
      throws Exception {
    Mode mode = new Mode(wide, tall, 0.9f);
    BufferedImage picture = TestJpegs.picture(width, height, mode);
    List<ByteBuffer> bands = TestJpegs.bands(picture, bandRows, mode);

    byte[] joined = JpegJoin.join(bands);

    assertThat(TestJpegs.pixels(joined))
        .isEqualTo(TestJpegs.pixels(TestJpegs.encoded(picture, mode)));
    assertThat(JpegBand.read(bands.getFirst()).width()).isEqualTo(width);
  }

  @Test
  void restartMarkersGoRoundAfterEight() throws Exception {
    byte[] joined = JpegJoin.join(bands(32, 16 * 11, 16));
    List<Integer> restarts = new ArrayList<>();
    for (int i = TestJpegs.find(joined, 0xda); i < joined.length - 1; i++) {
      int next = joined[i + 1] & 0xff;
      if ((joined[i] & 0xff) == 0xff && next >= 0xd0 && next <= 0xd7) {
        restarts.add(next - 0xd0);
      }
    }
    assertThat(restarts).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 0, 1);
  }

  @Test
  void oneBandAloneStaysAsItIs() throws Exception {
    List<ByteBuffer> one = bands(50, 40, 64);
    assertThat(JpegJoin.join(one)).isEqualTo(bytes(one.getFirst()));
  }

  @Test
  void greyCountsEachBlockWhateverItsSamplingFactorsSay() throws Exception {
    BufferedImage picture = TestJpegs.picture(72, 100, Mode.GREY);
    List<ByteBuffer> bands = TestJpegs.bands(picture, 16, Mode.GREY);
    for (ByteBuffer band : bands) {
      band.put(TestJpegs.find(bytes(band), 0xc0) + 11, (byte) 0x22);
      JpegBand read = JpegBand.read(band);
      assertThat(read.mcuWidth()).isEqualTo(8);
      assertThat(read.mcuHeight()).isEqualTo(8);
    }
    assertThat(TestJpegs.pixels(JpegJoin.join(bands)))
        .isEqualTo(TestJpegs.pixels(TestJpegs.encoded(picture, Mode.GREY)));
  }

  @Test
  void readsFromTheMiddleOfADirectBuffer() throws Exception {
    List<ByteBuffer> plain = bands(64, 64, 32);
    List<ByteBuffer> moved = new ArrayList<>();
    for (ByteBuffer band : plain) {
      ByteBuffer direct = ByteBuffer.allocateDirect(band.remaining() + 17);
      direct.position(9).put(band.duplicate());
      moved.add(direct.flip().position(9).asReadOnlyBuffer());
    }
    assertThat(JpegJoin.join(moved)).isEqualTo(JpegJoin.join(plain));
    assertThat(moved.getFirst().position()).isEqualTo(9);
  }

  @Test
  void namesTheBandOfAnotherQuality() {
    List<ByteBuffer> bands = bands(64, 96, 32);
    Mode coarse = new Mode(2, 2, 0.5f);
    bands.set(1, TestJpegs.bands(TestJpegs.picture(64, 32, coarse), 32, coarse).getFirst());
    assertRefused(bands, 1, Reason.SIGNATURE_DIFFERS, "other tables");
  }

  @Test
  void namesTheBandOfAnotherSampling() {
    List<ByteBuffer> bands = bands(64, 96, 32);
    Mode full = new Mode(1, 1, 0.85f);
    bands.set(2, ByteBuffer.wrap(TestJpegs.encoded(TestJpegs.picture(64, 32, full), full)));
    assertRefused(bands, 2, Reason.SIGNATURE_DIFFERS, "other tables, sampling");
  }

  @Test
  void namesTheBandOfAnotherWidth() {
    List<ByteBuffer> bands = bands(64, 96, 32);
    bands.set(1, bands(65, 32, 32).getFirst());
    assertRefused(bands, 1, Reason.WIDTH_DIFFERS, "65 wide");
  }

  @Test
  void refusesHeightsThatOneRestartIntervalCannotExpress() {
    List<ByteBuffer> shortMiddle = bands(64, 128, 32);
    shortMiddle.set(1, bands(64, 16, 16).getFirst());
    assertRefused(shortMiddle, 1, Reason.HEIGHT, "exactly 32");

    List<ByteBuffer> tallLast = bands(64, 64, 32);
    tallLast.set(1, bands(64, 33, 64).getFirst());
    assertRefused(tallLast, 1, Reason.HEIGHT, "at most 32");

    List<ByteBuffer> unaligned = bands(64, 80, 40);
    assertRefused(unaligned, 0, Reason.HEIGHT, "multiple of the MCU's 16");
  }

  @Test
  void refusesMoreMcusThanAnIntervalHolds() throws Exception {
    Mode grey = Mode.GREY;
    BufferedImage wide = TestJpegs.picture(65_000, 16, grey);
    byte[] band = TestJpegs.encoded(wide, grey);
    // 8,125 MCUs in a row: eight rows fit, nine do not.
    ByteBuffer eight = ByteBuffer.wrap(withHeight(band, 64));
    ByteBuffer nine = ByteBuffer.wrap(withHeight(band, 72));
    byte[] joined = JpegJoin.join(List.of(padded(eight), padded(eight)));
    int interval = TestJpegs.find(joined, 0xdd) + 4;
    assertThat(ByteBuffer.wrap(joined).getShort(interval) & 0xffff).isEqualTo(65_000);
    assertRefused(List.of(padded(nine), padded(nine)), 0, Reason.TOO_LARGE, "73125 MCUs");
  }

  @Test
  void refusesMoreRowsThanAJpegHolds() {
    ByteBuffer tall =
        padded(ByteBuffer.wrap(withHeight(bytes(bands(8, 16, 16).getFirst()), 32_768)));
    BandRefusedException refused = refusal(List.of(tall, tall));
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused).hasMessageContaining("65536 tall").hasMessageContaining("65535");
  }

  @Test
  void refusesNoBands() {
    assertThatThrownBy(() -> JpegJoin.join(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more");
  }

  private static List<ByteBuffer> bands(int width, int height, int bandRows) {
    return TestJpegs.bands(TestJpegs.picture(width, height, Mode.S420), bandRows, Mode.S420);
  }

  private static byte[] bytes(ByteBuffer band) {
    byte[] bytes = new byte[band.remaining()];
    band.get(band.position(), bytes);
    return bytes;
  }

  private static byte[] withHeight(byte[] jpeg, int height) {
    byte[] patched = jpeg.clone();
    ByteBuffer.wrap(patched).putShort(TestJpegs.find(jpeg, 0xc0) + 5, (short) height);
    return patched;
  }

  /** With zeros before its end marker, enough for any number of blocks tried here. */
  private static ByteBuffer padded(ByteBuffer jpeg) {
    ByteBuffer padded = ByteBuffer.allocate(jpeg.remaining() + 100_000);
    padded.put(jpeg.slice(0, jpeg.limit() - 2));
    padded.putShort(padded.limit() - 2, (short) 0xffd9);
    return padded.rewind();
  }

  private static void assertRefused(
      List<ByteBuffer> bands, int band, Reason reason, String message) {
    BandRefusedException refused = refusal(bands);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.band()).hasValue(band);
    assertThat(refused).hasMessageContaining("band " + band + ":").hasMessageContaining(message);
  }

  private static BandRefusedException refusal(List<ByteBuffer> bands) {
    try {
      byte[] joined = JpegJoin.join(bands);
      throw new AssertionError("joined to " + joined.length + " bytes");
    } catch (BandRefusedException e) {
      return e;
    }
  }
}
