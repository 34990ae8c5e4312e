package dev.p2c2g.gamer;

/** Why a task has no usable result. */
public abstract sealed class TaskException extends Exception
    permits SubmitRefusedException,
        TaskFailedException,
        ConnectionLostException,
        NoAnswerException,
        UnopenedResultException {
  private static final long serialVersionUID = 1L;

  TaskException(String message) {
    super(message);
  }
}
