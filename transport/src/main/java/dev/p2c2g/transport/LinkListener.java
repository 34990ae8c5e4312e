package dev.p2c2g.transport;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;

/** Hears what happens on a link; called on the link's event loop, so it must not block. */
public interface LinkListener {
  void received(Message message);

  /** A message came that this build cannot read; it is logged already. */
  default void unreadable(ProtocolException why) {}

  /**
   * The connection is gone; called once, last.
   *
   * @param code the close code, 1006 when the socket just broke
   */
  void closed(int code, String reason);
}
