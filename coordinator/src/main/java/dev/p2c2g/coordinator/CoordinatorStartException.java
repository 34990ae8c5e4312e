package dev.p2c2g.coordinator;

/** The coordinator could not start; the message says why, and what to do. */
public final class CoordinatorStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CoordinatorStartException(String message) {
    super(message);
  }

  CoordinatorStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
