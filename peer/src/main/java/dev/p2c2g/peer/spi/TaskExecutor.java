package dev.p2c2g.peer.spi;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does the tasks of one type. Found by {@link java.util.ServiceLoader}: name the implementation in
 * {@code META-INF/services/dev.p2c2g.peer.spi.TaskExecutor}. One instance serves all lanes of a
 * peer at once.
 */
public interface TaskExecutor {
  /** The task type, 1 to 64 of {@code A-Z a-z 0-9 . _ : -}. */
  String taskType();

  /** Abilities to announce beside the type, for example {@code region}. */
  default Set<String> features() {
    return Set.of();
  }

  /**
   * What a seal binds a task's bytes to, made from those parameters that decide what is done with
   * them; empty for a type whose tasks cannot be sealed (docs/protocol.md, "Sealed tasks"). The
   * bytes given to {@link #execute} are open already.
   *
   * @throws TaskFailedException when the parameters are not as they should be
   */
  default Optional<byte[]> sealBinding(ObjectNode params) throws TaskFailedException {
    return Optional.empty();
  }

  /**
   * Prepares for the first task: loads natives, lets the JIT see the hot loops. Runs once, before
   * the peer registers.
   */
  default void warmUp() {}

  /**
   * Does one task, on the calling lane's thread.
   *
   * @throws TaskFailedException when it cannot be done; the message reaches the gamer
   * @throws java.util.concurrent.CancellationException soon after {@link TaskInput#isCancelled}
   *     turned true
   */
  TaskOutput execute(TaskInput input) throws TaskFailedException;
}
