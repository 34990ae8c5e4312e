package dev.p2c2g.cli.quality;

/** Options or frames that nothing can be measured with; the message says what to do. */
final class UnfitFramesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitFramesException(String message) {
    super(message);
  }
}
