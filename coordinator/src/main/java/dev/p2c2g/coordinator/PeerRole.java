package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.Heartbeat;
import dev.p2c2g.protocol.Message;
import dev.p2c2g.protocol.PeerDrain;
import dev.p2c2g.protocol.PeerDrained;
import dev.p2c2g.protocol.PeerPause;
import dev.p2c2g.protocol.PeerRegister;
import dev.p2c2g.protocol.PeerRegistered;
import dev.p2c2g.protocol.PeerResume;
import dev.p2c2g.protocol.ProtocolException;
import dev.p2c2g.protocol.Role;
import dev.p2c2g.protocol.Seal;
import dev.p2c2g.protocol.TaskAssign;
import dev.p2c2g.protocol.TaskCancel;
import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.PeerProfile;
import dev.p2c2g.transport.CloseCodes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connection that works: turns its messages into mail for the scheduler, and the scheduler's
 * wishes into messages.
 */
final class PeerRole implements RoleHandler, PeerPort {
  private final GatewayParts parts;
  private final Outbox outbox;
  private final Prober prober;
  private final Optional<String> subject;
  private Optional<String> peerId = Optional.empty();

  /**
   * @param subject whose token was shown; empty where nobody is asked
   */
  PeerRole(GatewayParts parts, Outbox outbox, Prober prober, Optional<String> subject) {
    this.parts = parts;
    this.outbox = outbox;
    this.prober = prober;
    this.subject = subject;
  }

  @Override
  public Role role() {
    return Role.PEER;
  }

  @Override
  public void received(Message message, long arrivedNanos) throws ProtocolException {
    switch (message) {
      case PeerRegister register when peerId.isEmpty() -> register(register);
      case PeerRegister _ ->
          throw RoleHandler.forbidden(
              "this connection is registered as " + peerId.get() + " already");
      case Heartbeat heartbeat -> {
        var id = registeredId();
        parts.loop().post(d -> d.seen(id, this, heartbeat.load()));
      }
      case TaskResult result -> {
        var id = registeredId();
        parts.loop().post(d -> d.result(id, this, result));
      }
      case PeerDrain _ -> {
        var id = registeredId();
        parts.loop().post(d -> d.drain(id, this));
      }
      case PeerPause pause -> {
        var id = registeredId();
        parts.loop().post(d -> d.pause(id, this, pause.reason().orElse("no reason given")));
      }
      case PeerResume _ -> {
        var id = registeredId();
        parts.loop().post(d -> d.resume(id, this));
      }
      default ->
          throw RoleHandler.forbidden(
              "a peer may send peer_register, heartbeat, task_result, peer_pause, peer_resume and"
                  + " peer_drain");
    }
  }

  /** The peer sent something unreadable about one of its tasks. */
  void garbledResult(String taskId, String why) {
    var failure =
        new TaskResult.Failure("the peer's result was malformed: " + why, Optional.empty());
    peerId.ifPresent(id ->
        parts
            .loop()
            .post(d ->
                d.result(id, this, new TaskResult(taskId, failure, peerId, Optional.empty()))));
  }

  @Override
  public void closed(String reason) {
    peerId.ifPresent(id -> parts.loop().post(d -> d.leave(id, this, reason)));
  }

  private void register(PeerRegister register) throws ProtocolException {
    var keys = register.features().stream().filter(Seal::isFeature).distinct().count();
    if (keys > Seal.MAX_KEYS) {
      throw ProtocolException.malformed(
          "features: names %d keys (%s…); must be at most %d"
              .formatted(keys, Seal.FEATURE, Seal.MAX_KEYS));
    }
    var id = register.peerId().orElseGet(parts.ids()::nextPeer);
    peerId = Optional.of(id);
    var profile =
        new PeerProfile(
            register.maxConcurrentTasks(),
            Set.copyOf(register.taskTypes()),
            knownFeatures(register),
            register.capabilities().cpuCores(),
            register.capabilities().gpu());
    parts.loop().post(d -> d.join(id, profile, this));
    prober.listen(
        roundTripNanos -> parts.loop().post(d -> d.probeAnswered(id, this, roundTripNanos)),
        () -> parts.loop().post(d -> d.stirred(id, this)));
  }

  /** Peers are kept in classes by what they can do: names that mean nothing make no new ones. */
  private static Set<String> knownFeatures(PeerRegister register) {
    return register.features().stream()
        .filter(TaskRules::isKnownFeature)
        .collect(Collectors.toUnmodifiableSet());
  }

  private String registeredId() throws ProtocolException {
    if (peerId.isEmpty()) {
      throw RoleHandler.forbidden("send peer_register first");
    }
    return peerId.get();
  }

  @Override
  public void registered(String id, long heartbeatIntervalMs) {
    outbox.send(
        new PeerRegistered(
            id, heartbeatIntervalMs, OptionalLong.of(parts.limits().maxMessageBytes())));
  }

  @Override
  public void refused(ErrorMessage why) {
    outbox.send(why);
    var _ = outbox.close(CloseCodes.TRY_AGAIN_LATER, why.message());
  }

  @Override
  public void assign(TaskAssign task) {
    outbox.send(task);
  }

  @Override
  public void cancel(String taskId) {
    outbox.send(new TaskCancel(taskId));
  }

  @Override
  public void probe() {
    prober.ask();
  }

  @Override
  public void drained() {
    outbox.send(new PeerDrained());
  }

  @Override
  public void expelled(short closeCode, String reason) {
    var _ = outbox.close(closeCode, reason);
  }

  @Override
  public Optional<String> subject() {
    return subject;
  }

  @Override
  public boolean isLocal() {
    return false;
  }
}
