package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.scheduler.Command;
import dev.p2c2g.scheduler.FailureCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a task was not accepted.
 *
 * @param retryAfterMs when trying again makes sense; empty where it would be refused again
 */
record Refusal(ErrorCode code, String message, OptionalLong retryAfterMs) {
  /** A full queue has moved on by then, whatever moves it. */
  static final long FULL_RETRY_MS = 100;

  /** By the next frame of a game things can look better. */
  private static final long LATE_RETRY_MS = 33;

  /** The scheduler's own. */
  static Refusal of(Command.Reject reject) {
    return new Refusal(wireCode(reject.code()), reject.message(), retryAfterMs(reject.code()));
  }

  /** There is no room, which passes. */
  static Refusal full(String message) {
    return new Refusal(ErrorCode.QUEUE_FULL, message, OptionalLong.of(FULL_RETRY_MS));
  }

  ErrorMessage toMessage(String requestId) {
    return new ErrorMessage(
        code.wireName(), message, Optional.of(requestId), Optional.empty(), retryAfterMs);
  }

  /** As an answer to something that has no request id. */
  ErrorMessage toMessage() {
    return new ErrorMessage(
        code.wireName(), message, Optional.empty(), Optional.empty(), retryAfterMs);
  }

  /** A refusal that is final, as a message. */
  static ErrorMessage error(ErrorCode code, String message) {
    return new Refusal(code, message, OptionalLong.empty()).toMessage();
  }

  static ErrorCode wireCode(FailureCode code) {
    return ErrorCode.valueOf(code.name());
  }

  private static OptionalLong retryAfterMs(FailureCode code) {
    return switch (code) {
      case QUEUE_FULL -> OptionalLong.of(FULL_RETRY_MS);
      case DEADLINE_EXCEEDED -> OptionalLong.of(LATE_RETRY_MS);
      default -> OptionalLong.empty();
    };
  }
}
