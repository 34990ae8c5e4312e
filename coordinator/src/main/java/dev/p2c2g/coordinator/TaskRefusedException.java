package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;

/** A task was not accepted; the code and the message say why. */
public final class TaskRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public TaskRefusedException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
