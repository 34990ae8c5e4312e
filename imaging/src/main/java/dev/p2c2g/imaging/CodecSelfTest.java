package dev.p2c2g.imaging;

import java.util.Locale;

/** Writes and reads a small synthetic picture, and says how well and how fast that went. */
final class CodecSelfTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final double MIN_PSNR_DB = 35;

  private CodecSelfTest() {}

  /** Figures for the log; fails where the picture does not come back. */
  static String run(JpegCodec codec) {
    Picture picture = SyntheticFrame.of(WIDTH, HEIGHT, Subsampling.S420);
    codec.decode(codec.encode(picture, 95), Long.MAX_VALUE);
    long start = System.nanoTime();
    byte[] data = codec.encode(picture, 95);
    Picture back = codec.decode(data, (long) WIDTH * HEIGHT);
    double elapsedMs = (System.nanoTime() - start) / 1e6;
    double psnr = Psnr.of(picture.luma(), back.luma(), 0);
    if (psnr < MIN_PSNR_DB) {
      throw new IllegalStateException("self-test gave %.1f dB".formatted(psnr));
    }
    return String.format(
        Locale.ROOT, "%.1f dB, %.1f ms for %dx%d and back", psnr, elapsedMs, WIDTH, HEIGHT);
  }
}
