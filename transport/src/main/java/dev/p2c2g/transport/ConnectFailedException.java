package dev.p2c2g.transport;

import java.io.IOException;

/** No connection to the coordinator; the message says why and what to look at. */
public final class ConnectFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ConnectFailedException(String message) {
    super(message);
  }

  public ConnectFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
