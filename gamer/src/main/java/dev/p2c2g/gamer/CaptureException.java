package dev.p2c2g.gamer;

/** A frame that could not be captured. The message names what failed and what to do next. */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, where, and what to do next
   */
  public CaptureException(String message) {
    super(message);
  }

  /**
   * @param message what failed, where, and what to do next
   * @param cause what the library or the file system said
   */
  public CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
