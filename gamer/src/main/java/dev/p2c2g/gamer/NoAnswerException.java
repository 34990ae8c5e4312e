package dev.p2c2g.gamer;

/** The coordinator is connected and did not answer in a time in which it always should. */
public final class NoAnswerException extends TaskException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
