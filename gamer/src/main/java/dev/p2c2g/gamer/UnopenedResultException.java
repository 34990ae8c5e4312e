package dev.p2c2g.gamer;

/** The task was sealed, and what came back as its result does not open. */
public final class UnopenedResultException extends TaskException {
  private static final long serialVersionUID = 1L;

  UnopenedResultException(String taskId, String why) {
    super(taskId + ": " + why);
  }
}
