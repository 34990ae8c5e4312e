package dev.p2c2g.cli;

/** Something the user can mend; the message says what and how. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }
}
