package dev.p2c2g.peer.spi;

/** A task that cannot be done here; the message says why, and is sent to whoever asked. */
public final class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public TaskFailedException(String message) {
    super(message);
  }

  public TaskFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
