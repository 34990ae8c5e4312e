package dev.p2c2g.peer;

import dev.p2c2g.transport.CloseCodes;

/**
 * How a connection ended.
 *
 * @param code the WebSocket's close code, 1006 when the socket just broke
 */
record ConnectionEnd(int code, String reason) {
  /** A newer connection has the peer's name: coming back would only take it away again. */
  boolean isReplaced() {
    return code == CloseCodes.REPLACED;
  }

  /** Its results were wrong, and the coordinator does not want it back. */
  boolean isBanned() {
    return code == CloseCodes.BANNED;
  }

  /** The coordinator did not take a message of that length; sent again it would end it again. */
  boolean isTooBig() {
    return code == CloseCodes.TOO_BIG;
  }

  @Override
  public String toString() {
    return "the connection ended (" + code + (reason.isEmpty() ? ")" : ": " + reason + ")");
  }
}
