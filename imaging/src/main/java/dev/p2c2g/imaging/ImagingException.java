package dev.p2c2g.imaging;

/** A picture that cannot be read, written or upscaled; the message says why and what to do. */
public final class ImagingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for callers that answer with an error code. */
  public enum Kind {
    /** Not an image, truncated, or damaged. */
    BROKEN,
    /** A sound file of a kind that is not handled, such as a CMYK JPEG. */
    UNSUPPORTED,
    /** More pixels than the caller's budget. */
    TOO_MANY_PIXELS,
    /** Sizes, region or quality that do not fit the picture. */
    BAD_REQUEST
  }

  private final Kind kind;

  public ImagingException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ImagingException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
