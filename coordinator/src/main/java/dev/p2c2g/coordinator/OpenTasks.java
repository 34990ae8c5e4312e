package dev.p2c2g.coordinator;

import dev.p2c2g.scheduler.Command;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks without an outcome and the memory they hold; owned by the scheduler thread. */
final class OpenTasks {
  private final Map<String, OpenTask> byId = new HashMap<>();

  /** For every connected peer that ever had one, so that its end need not look at every task. */
  private final Map<String, Set<OpenTask>> byPeer = new HashMap<>();

  private long submittedBytes;
  private long partBytes;

  void add(Submission submission) {
    byId.put(submission.taskId(), new OpenTask(submission));
    submittedBytes += submission.heldBytes();
  }

  Optional<OpenTask> find(String taskId) {
    return Optional.ofNullable(byId.get(taskId));
  }

  /** Ends a task here; what it held is counted no longer. */
  void release(String taskId) {
    var task = Optional.ofNullable(byId.remove(taskId)).orElseThrow();
    submittedBytes -= task.submission().heldBytes();
    partBytes -= task.done().stream().mapToLong(PartResult::heldBytes).sum();
    task.holdings().forEach(holding -> unlink(task, holding.peerId()));
  }

  void assign(OpenTask task, Command.Assign assign, long nowNanos) {
    task.assign(assign, nowNanos);
    byPeer.computeIfAbsent(assign.peerId(), _ -> new LinkedHashSet<>()).add(task);
  }

  /** The peer no longer works on that part. */
  void take(OpenTask task, int part, String peerId) {
    task.takenFrom(peerId, part);
    if (task.holdingsOf(peerId).isEmpty()) {
      unlink(task, peerId);
    }
  }

  /** The peer works on nothing any more; what it did work on. */
  List<OpenTask> takeAllFrom(String peerId) {
    var held = heldBy(peerId);
    held.forEach(task -> task.takenFrom(peerId));
    byPeer.remove(peerId);
    return held;
  }

  /** The tasks that the peer works on now. */
  List<OpenTask> heldBy(String peerId) {
    return Optional.ofNullable(byPeer.get(peerId)).map(List::copyOf).orElse(List.of());
  }

  /** Keeps the result of a part until the others are here. */
  void keep(OpenTask task, int part, PartResult result) {
    partBytes += result.heldBytes() - task.keep(part, result);
  }

  /** Payload bytes of all open tasks together, with the results of their parts. */
  long heldBytes() {
    return submittedBytes + partBytes;
  }

  /** Bytes of parts that wait for the others. */
  long partBytes() {
    return partBytes;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  private void unlink(OpenTask task, String peerId) {
    Optional.ofNullable(byPeer.get(peerId)).ifPresent(held -> held.remove(task));
  }
}
