package dev.p2c2g.security;

/** What was sealed does not open with this key: it was sealed to another, or changed on its way. */
public final class SealException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message says what does not open, and nothing of what is inside. */
  SealException(String message) {
    super(message);
  }
}
