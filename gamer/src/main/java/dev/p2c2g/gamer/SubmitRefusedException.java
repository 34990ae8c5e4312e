package dev.p2c2g.gamer;

import java.util.OptionalLong;

/** The coordinator, or this client's own bound, did not take a task. Nothing was done. */
public final class SubmitRefusedException extends TaskException {
  private static final long serialVersionUID = 1L;
  private static final long NEVER = -1;

  private final String code;
  private final long retryAfterMs;

  SubmitRefusedException(String code, String message, OptionalLong retryAfterMs) {
    super("the task was refused (" + code + "): " + message);
    this.code = code;
    this.retryAfterMs = retryAfterMs.orElse(NEVER);
  }

  /** An error code of docs/protocol.md, such as {@code rate_limited}. */
  public String code() {
    return code;
  }

  /** When trying again makes sense, in milliseconds from the refusal; empty when it does not. */
  public OptionalLong retryAfterMs() {
    return retryAfterMs == NEVER ? OptionalLong.empty() : OptionalLong.of(retryAfterMs);
  }
}
