package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.TaskAssign;
import java.util.Optional;

/**
 * The scheduler thread's way to one peer. Implementations return at once; sending happens
 * elsewhere.
 */
interface PeerPort {
  /** The peer is registered, under this name. */
  void registered(String peerId, long heartbeatIntervalMs);

  /** The peer is not taken in. */
  void refused(ErrorMessage why);

  void assign(TaskAssign task);

  void cancel(String taskId);

  /** Asks for a sign of life; the answer comes as mail. */
  void probe();

  /** None of the peer's tasks is open any more, as it had asked for. */
  void drained();

  /** The peer is no longer registered; its connection ends. */
  void expelled(short closeCode, String reason);

  /** Whose peer it is; empty where nobody was asked. */
  Optional<String> subject();

  /** A peer inside this process sends no heartbeats, answers no probes and cannot go silent. */
  boolean isLocal();
}
