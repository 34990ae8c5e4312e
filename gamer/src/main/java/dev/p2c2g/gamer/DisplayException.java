package dev.p2c2g.gamer;

/** A sink that cannot be opened. The message names it and says what to do next. */
public final class DisplayException extends Exception {
  private static final long serialVersionUID = 1L;

  public DisplayException(String message) {
    super(message);
  }

  public DisplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
