package dev.p2c2g.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The codes an {@code error} message or a failed {@code task_result} may carry (docs/protocol.md,
 * "Errors").
 */
public enum ErrorCode {
  MALFORMED_MESSAGE,
  UNKNOWN_MESSAGE_TYPE,
  UNAUTHENTICATED,
  FORBIDDEN,
  PEER_ID_TAKEN,
  PEER_LIMIT,
  RATE_LIMITED,
  PAYLOAD_TOO_LARGE,
  UNSUPPORTED_TASK_TYPE,
  INVALID_PARAMS,
  NO_CAPABLE_PEER,
  QUEUE_FULL,
  DEADLINE_EXCEEDED,
  ATTEMPTS_EXHAUSTED,
  CANCELLED,
  UNKNOWN_TASK,
  STORE_UNAVAILABLE,
  INTERNAL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The code as it stands in JSON, for example {@code malformed_message}. */
  public String wireName() {
    return wireName;
  }

  /** The code with that wire name; empty for one this build does not know. */
  public static Optional<ErrorCode> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(code -> code.wireName.equals(wireName)).findFirst();
  }
}
