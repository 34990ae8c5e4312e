package dev.p2c2g.benchmarks;

/** A 960x540 frame in, a 1920x1080 frame out, as JPEG, in bytes. */
final class Sizes {
  static final int REQUEST_BYTES = 150_000;
  static final int RESULT_BYTES = 500_000;

  private Sizes() {}
}
