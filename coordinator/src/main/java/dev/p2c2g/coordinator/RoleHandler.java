package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorCode;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;

/** What one connection may say once its role is known; lives on the connection's event loop. */
sealed interface RoleHandler permits PeerRole, GamerRole, AdminRole {
  Role role();

  /**
   * Handles a message.
   *
   * @param arrivedNanos when it arrived
   * @throws ProtocolException when it is refused; the connection stays
   */
  void received(Message message, long arrivedNanos) throws ProtocolException;

  /** The connection is gone. */
  void closed(String reason);

  static ProtocolException forbidden(String why) {
    return new ProtocolException(ErrorCode.FORBIDDEN, why);
  }
}
