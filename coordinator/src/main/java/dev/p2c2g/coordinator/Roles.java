package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.StatsRequest;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskFetch;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.protocol.TaskSubmit;
import dev.p2c2g.security.Identity;
import java.util.Optional;

/**
 * Who one connection is, and what it may therefore say: by its token, or, where nobody is asked for
 * one, by its first message. Lives on the event loop.
 */
final class Roles {
  private final GatewayParts parts;
  private final Outbox outbox;
  private final Prober prober;
  private Optional<Identity> identity = Optional.empty();
  private Optional<RoleHandler> handler = Optional.empty();

  Roles(GatewayParts parts, Outbox outbox, Prober prober) {
    this.parts = parts;
    this.outbox = outbox;
    this.prober = prober;
  }

  /** Who it is; empty while that is not known, and where nobody is asked. */
  Optional<Identity> identity() {
    return identity;
  }

  /** Whether it can be that one: a newer token may replace an older one of the same subject. */
  boolean mayBe(Identity other) {
    return identity
        .filter(i -> !i.subject().equals(other.subject()) || i.role() != other.role())
        .isEmpty();
  }

  /** It is that one from now on. */
  void become(Identity known) {
    identity = Optional.of(known);
  }

  /** Its role as far as its messages tell. */
  Role known() {
    return handler.map(RoleHandler::role).orElse(Role.ADMIN);
  }

  /** Whose messages are counted; empty for peers, whose work comes as it comes. */
  Optional<Allowance> allowance() {
    return handler.orElse(null) instanceof GamerRole gamer
        ? Optional.of(gamer.allowance())
        : identity
            .filter(i -> i.role() == Role.GAMER)
            .map(gamer -> parts.allowances().of(gamer.subject()));
  }

  void received(Message message, long arrivedNanos) throws ProtocolException {
    if (handler.isEmpty()) {
      handler = Optional.of(handlerFor(message));
    }
    handler.get().received(message, arrivedNanos);
  }

  /**
   * It sent something that cannot be read. A result like that is a failed attempt: waiting for a
   * better one would cost its gamer the deadline.
   */
  void unreadable(ProtocolException e) {
    if (handler.orElse(null) instanceof PeerRole peer) {
      e.taskId().ifPresent(taskId -> peer.garbledResult(taskId, e.text()));
    }
  }

  void closed(String reason) {
    handler.ifPresent(h -> h.closed(reason));
  }

  private RoleHandler handlerFor(Message first) throws ProtocolException {
    if (identity.isEmpty()) {
      return roleHandler(roleOf(first));
    }
    return roleHandler(identity.get().role());
  }

  private RoleHandler roleHandler(Role role) {
    return switch (role) {
      case PEER -> new PeerRole(parts, outbox, prober, identity.map(Identity::subject));
      case GAMER -> new GamerRole(parts, outbox, identity.map(Identity::subject));
      case ADMIN -> new AdminRole(parts, outbox);
    };
  }

  private static Role roleOf(Message first) throws ProtocolException {
    return switch (first) {
      case PeerRegister _, Heartbeat _, PeerDrain _, PeerPause _, PeerResume _, TaskResult _ ->
          Role.PEER;
      case TaskSubmit _, TaskCancel _, TaskFetch _, StatsRequest _ -> Role.GAMER;
      default -> throw RoleHandler.forbidden("only a coordinator sends that");
    };
  }
}
