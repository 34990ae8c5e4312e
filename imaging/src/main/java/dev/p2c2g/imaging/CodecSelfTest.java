package dev.p2c2g.imaging;

import java.util.Locale;

/** Writes and reads a synthetic picture, and says how well and how fast that went. */
final class CodecSelfTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 272;
  private static final int QUALITY = 95;
  private static final double MIN_PSNR_DB = 35;

  /** The first rounds pay for loading and compiling; the time left shows the best of several. */
  private static final long MAX_NANOS = 120_000_000L;

  private CodecSelfTest() {}

  /**
   * What came of it.
   *
   * @param psnrDb luma that came back against luma that was written
   * @param nanosPerPixel the quickest writing and reading
   */
  record Result(double psnrDb, double nanosPerPixel) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f ms a megapixel there and back (%.1f dB)", nanosPerPixel, psnrDb);
    }
  }

  /** Figures; fails where the picture does not come back. */
  static Result run(JpegCodec codec) {
    long begin = System.nanoTime();
    Picture picture = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);
    PictureBuffer buffer = new PictureBuffer();
    double worstDb = Double.POSITIVE_INFINITY;
    long best = Long.MAX_VALUE;
    do {
      long start = System.nanoTime();
      byte[] data = codec.encode(picture, QUALITY);
      Picture back = codec.decode(data, (long) WIDTH * HEIGHT, buffer);
      best = Math.min(best, System.nanoTime() - start);
      worstDb = Math.min(worstDb, Psnr.of(picture.luma(), back.luma(), 0));
    } while (worstDb >= MIN_PSNR_DB && System.nanoTime() - begin < MAX_NANOS);
    if (worstDb < MIN_PSNR_DB) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "its self-test gave %.1f dB", worstDb));
    }
    return new Result(worstDb, (double) best / (WIDTH * HEIGHT));
  }
}
