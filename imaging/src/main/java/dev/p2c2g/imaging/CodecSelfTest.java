package dev.p2c2g.imaging;

import java.util.Locale;

/** Writes and reads a synthetic picture, and says how well and how fast that went. */
final class CodecSelfTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int QUALITY = 95;
  private static final double MIN_PSNR_DB = 35;

  /** After a first round that pays for loading, the best of as many as fit shows the speed. */
  private static final long MAX_NANOS = 60_000_000L;

  private static final int MIN_ROUNDS = 3;

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
    Picture picture = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);
    PictureBuffer buffer = new PictureBuffer();
    double psnr = Psnr.of(picture.luma(), thereAndBack(codec, picture, buffer).luma(), 0);
    if (psnr < MIN_PSNR_DB) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "its self-test gave %.1f dB", psnr));
    }
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < MIN_ROUNDS || System.nanoTime() - begin < MAX_NANOS; i++) {
      long start = System.nanoTime();
      thereAndBack(codec, picture, buffer);
      best = Math.min(best, System.nanoTime() - start);
    }
    return new Result(psnr, (double) best / (WIDTH * HEIGHT));
  }

  private static Picture thereAndBack(JpegCodec codec, Picture picture, PictureBuffer buffer) {
    return codec.decode(codec.encode(picture, QUALITY), (long) WIDTH * HEIGHT, buffer);
  }
}
