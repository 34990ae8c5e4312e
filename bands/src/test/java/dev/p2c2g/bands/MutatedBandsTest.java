package dev.p2c2g.bands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.p2c2g.bands.TestJpegs.Mode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files from fixed seeds: each is read, or refused by the one exception there is. */
class MutatedBandsTest {
  private static final int RUNS = 6_000;

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void damageIsReadOrRefused() {
    byte[] colour = TestJpegs.encoded(TestJpegs.picture(40, 32, Mode.S420), Mode.S420);
    byte[] grey = TestJpegs.encoded(TestJpegs.picture(40, 32, Mode.GREY), Mode.GREY);
    int refused = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      byte[] good = seed % 3 == 0 ? grey : colour;
      refused += isRefused(good, damaged(good, new Random(seed))) ? 1 : 0;
    }
    // Most damage shows; some only changes a table or a coefficient, as no header can tell.
    assertThat(refused).isBetween(RUNS / 4, RUNS - 100);
  }

  private static boolean isRefused(byte[] good, byte[] damaged) {
    try {
      JpegBand band = JpegBand.read(ByteBuffer.wrap(damaged));
      assertThat(band.entropyEnd()).isBetween(band.entropyStart(), damaged.length - 2);
      assertThat(band.width()).isBetween(1, 65_535);
      byte[] joined = JpegJoin.join(List.of(ByteBuffer.wrap(damaged), ByteBuffer.wrap(good)));
      assertThat(joined.length).isGreaterThan(damaged.length);
      return false;
    } catch (BandRefusedException e) {
      assertThat(e).hasMessageMatching("(?s).{10,300}");
      return true;
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int reach = random.nextInt(4) == 0 ? bytes.length : 640;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(Math.min(reach, bytes.length));
      bytes[at] = random.nextInt(3) == 0 ? (byte) 0xff : (byte) random.nextInt();
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> spliced(bytes, random);
      default -> bytes;
    };
  }

  /** Some bytes taken out of the middle, or doubled. */
  private static byte[] spliced(byte[] bytes, Random random) {
    int to = random.nextInt(bytes.length);
    int from = random.nextInt(bytes.length);
    byte[] result = Arrays.copyOf(bytes, to + bytes.length - from);
    System.arraycopy(bytes, from, result, to, bytes.length - from);
    return result;
  }
}
