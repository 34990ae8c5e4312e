package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.StatsRequest;

/** A connection of somebody who looks after the coordinator, and neither works nor plays here. */
final class AdminRole implements RoleHandler {
  private final GatewayParts parts;
  private final Outbox outbox;

  AdminRole(GatewayParts parts, Outbox outbox) {
    this.parts = parts;
    this.outbox = outbox;
  }

  @Override
  public Role role() {
    return Role.ADMIN;
  }

  @Override
  public void received(Message message, long arrivedNanos) throws ProtocolException {
    if (!(message instanceof StatsRequest)) {
      throw RoleHandler.forbidden("an admin may send stats_request");
    }
    parts.loop().post(d -> outbox.send(d.stats()));
  }

  @Override
  public void closed(String reason) {
    // it has left nothing behind
  }
}
