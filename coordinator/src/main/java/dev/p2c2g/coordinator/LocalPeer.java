package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.ErrorMessage;
import dev.p2c2g.protocol.TaskAssign;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A peer inside this process, whose embedder fetches its tasks. Holds no more of them than the
 * lanes it registered with, since the scheduler gives it no more.
 */
final class LocalPeer implements PeerPort {
  private final LinkedBlockingQueue<TaskAssign> assigned = new LinkedBlockingQueue<>();
  private final Runnable whenExpelled;
  private boolean registered;

  /**
   * @param whenExpelled runs on the scheduler thread when another peer has taken this one's place
   */
  LocalPeer(Runnable whenExpelled) {
    this.whenExpelled = whenExpelled;
  }

  /** Whether the scheduler took the peer in; known to the scheduler thread. */
  boolean isRegistered() {
    return registered;
  }

  /** Waits for the next task. */
  Optional<TaskAssign> next(long timeoutNanos) throws InterruptedException {
    return Optional.ofNullable(assigned.poll(timeoutNanos, TimeUnit.NANOSECONDS));
  }

  @Override
  public void registered(String peerId, long heartbeatIntervalMs) {
    registered = true;
  }

  @Override
  public void refused(ErrorMessage why) {}

  @Override
  public void assign(TaskAssign task) {
    assigned.add(task);
  }

  @Override
  public void cancel(String taskId) {
    assigned.removeIf(task -> task.taskId().equals(taskId));
  }

  @Override
  public void probe() {}

  @Override
  public void drained() {}

  @Override
  public void expelled(short closeCode, String reason) {
    assigned.clear();
    whenExpelled.run();
  }

  @Override
  public Optional<String> subject() {
    return Optional.empty();
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
