package dev.p2c2g.gamer;

/** The task was accepted, and ended without a result. */
public final class TaskFailedException extends TaskException {
  private static final long serialVersionUID = 1L;

  private final String code;

  TaskFailedException(String taskId, String code, String reason) {
    super(taskId + " failed (" + code + "): " + reason);
    this.code = code;
  }

  /** An error code of docs/protocol.md, such as {@code attempts_exhausted}. */
  public String code() {
    return code;
  }
}
