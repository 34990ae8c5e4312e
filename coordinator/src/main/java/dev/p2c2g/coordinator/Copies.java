package dev.p2c2g.coordinator;

import dev.p2c2g.protocol.TaskResult;
import dev.p2c2g.scheduler.PeerProfile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives tasks to peers once more, of the coordinator's own accord: to the peer these look like any
 * other. Owned by the scheduler thread.
 */
final class Copies {
  /** Who asks for them, in the queue and in the stories. */
  static final String REQUESTER = "p2c2g:verification";

  private static final long DEADLINE_MS = 10_000;
  private static final int LOWEST_PRIORITY = 0;
  private static final int MOST_KEPT = 4;
  private static final int MOST_KEPT_BYTES = 4 << 20;

  private final Supplier<String> taskIds;
  private final LongSupplier nanoClock;
  private final Consumer<Submission> submit;

  /** Frames that some peer did well, the newest last. */
  private final Deque<Submission> known = new ArrayDeque<>();

  Copies(Supplier<String> taskIds, LongSupplier nanoClock, Consumer<Submission> submit) {
    this.taskIds = taskIds;
    this.nanoClock = nanoClock;
    this.submit = submit;
  }

  /** A frame of which it is known what comes out. */
  void keep(Submission submission) {
    if (submission.gamerId().equals(REQUESTER) || submission.heldBytes() > MOST_KEPT_BYTES) {
      return;
    }
    known.addLast(submission);
    if (known.size() > MOST_KEPT) {
      known.removeFirst();
    }
  }

  /**
   * Gives a peer a canary: a frame that another one did well, where there is one that it could do.
   * Its result is looked at like any other.
   */
  void canary(String peerId, PeerProfile profile) {
    var frame =
        known.stream()
            .filter(s -> profile.taskTypes().contains(s.task().taskType()))
            .filter(s -> profile.features().containsAll(s.rules().requiredFeatures()))
            .findFirst();
    frame.ifPresent(f -> {
      // the next one gets another
      known.remove(f);
      known.addLast(f);
      give(f, peerId, _ -> {});
    });
  }

  /** Gives a peer a task that another one did. */
  void give(Submission original, String peerId, Consumer<TaskResult> whenOver) {
    var task = original.task();
    var copy =
        new Task(
            task.taskType(),
            task.data(),
            task.params(),
            LOWEST_PRIORITY,
            OptionalLong.of(DEADLINE_MS));
    var taskId = taskIds.get();
    submit.accept(
        new Submission(
            taskId,
            REQUESTER,
            taskId,
            copy,
            original.rules(),
            original.heldBytes(),
            nanoClock.getAsLong(),
            new SilentOwner(whenOver),
            Optional.of(peerId)));
  }
}
