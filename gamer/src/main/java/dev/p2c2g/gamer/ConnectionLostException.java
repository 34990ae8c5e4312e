package dev.p2c2g.gamer;

/** There is no connection to the coordinator, or it ended before the answer came. */
public final class ConnectionLostException extends TaskException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(String message) {
    super(message);
  }
}
