package dev.p2c2g.protocol;

import java.util.Optional;

/**
 * A message that was refused: the code for the wire, and a text that names the field, the value and
 * the range.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String requestId;
  private final String taskId;

  public ProtocolException(ErrorCode code, String message) {
    this(code, message, "", "");
  }

  private ProtocolException(ErrorCode code, String message, String requestId, String taskId) {
    super(message);
    this.code = code;
    this.requestId = requestId;
    this.taskId = taskId;
  }

  public static ProtocolException malformed(String message) {
    return new ProtocolException(ErrorCode.MALFORMED_MESSAGE, message);
  }

  public static ProtocolException invalidParams(String message) {
    return new ProtocolException(ErrorCode.INVALID_PARAMS, message);
  }

  /** The same refusal, tied to the ids of the message it answers; an empty text means "none". */
  ProtocolException about(String aboutRequestId, String aboutTaskId) {
    var tied = new ProtocolException(code, text(), aboutRequestId, aboutTaskId);
    tied.setStackTrace(getStackTrace());
    return tied;
  }

  public ErrorCode code() {
    return code;
  }

  /** What was wrong, in words for the sender. */
  public String text() {
    return String.valueOf(getMessage());
  }

  public Optional<String> requestId() {
    return requestId.isEmpty() ? Optional.empty() : Optional.of(requestId);
  }

  public Optional<String> taskId() {
    return taskId.isEmpty() ? Optional.empty() : Optional.of(taskId);
  }

  /** This refusal as the message that tells the sender. */
  public ErrorMessage toMessage() {
    return new ErrorMessage(
        code.wireName(), text(), requestId(), taskId(), java.util.OptionalLong.empty());
  }
}
