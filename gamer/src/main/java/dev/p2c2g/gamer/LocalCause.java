package dev.p2c2g.gamer;

import dev.p2c2g.protocol.ErrorCode;
import java.util.Optional;

/**
 * Why a frame was upscaled by the gamer itself.
 *
 * @param name as reports show it; one of a bounded set, whatever a coordinator says
 */
record LocalCause(String name) {
  /** No result when its time was up. */
  static final LocalCause LATE = new LocalCause("late");

  static final LocalCause DISCONNECTED = new LocalCause("disconnected");

  /** As many frames were in flight as may be. */
  static final LocalCause IN_FLIGHT = new LocalCause("not_submitted.in_flight");

  /** The coordinator had asked to wait before submitting again. */
  static final LocalCause HELD_BACK = new LocalCause("not_submitted.retry_after");

  static final LocalCause NO_ANSWER = new LocalCause("failed.no_answer");

  /** A result that is no picture of the size asked for. */
  static final LocalCause UNREADABLE = new LocalCause("failed.unreadable_result");

  /** A sealed frame's result that no peer of the circle sealed for it. */
  static final LocalCause UNOPENED = new LocalCause("failed.unopened_result");

  static LocalCause refused(String code) {
    return new LocalCause("refused." + known(code));
  }

  /** The coordinator may see a deadline pass a moment before the gamer acts on it: late too. */
  static LocalCause failed(Optional<String> code) {
    String known = known(code.orElse(ErrorCode.INTERNAL.wireName()));
    return known.equals(ErrorCode.DEADLINE_EXCEEDED.wireName())
        ? LATE
        : new LocalCause("failed." + known);
  }

  static LocalCause of(TaskException why) {
    return switch (why) {
      case SubmitRefusedException refusal -> refused(refusal.code());
      case TaskFailedException failure -> failed(Optional.of(failure.code()));
      case ConnectionLostException _ -> DISCONNECTED;
      case NoAnswerException _ -> NO_ANSWER;
      case UnopenedResultException _ -> UNOPENED;
    };
  }

  private static String known(String code) {
    return ErrorCode.ofWireName(code).map(ErrorCode::wireName).orElse("other");
  }
}
