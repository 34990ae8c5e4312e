package dev.p2c2g.coordinator;

import dev.p2c2g.store.Claim;
import dev.p2c2g.store.Ending;
import dev.p2c2g.store.FoundTask;
import dev.p2c2g.store.StoredTask;
import dev.p2c2g.store.WorkQueue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The scheduler thread's way to the store. Every method returns at once; what comes of it is told
 * on that thread, now or later, and always.
 */
interface StoreDesk {
  /** Whether the store is in this process: then all is told before the method returns. */
  boolean isLocal();

  /** What became of a task that was to be kept. */
  enum Verdict {
    TAKEN,
    /** There is no room. */
    FULL,
    /** The store is not there; perhaps it has the task all the same. */
    UNAVAILABLE
  }

  /** Others are told that from now on; and what they tell comes back. */
  ClusterView exchange(MemberSheet mine);

  void submit(StoredTask task, Consumer<Verdict> then);

  /**
   * Claims tasks for this coordinator.
   *
   * @param then hears of nothing when the store is not there; then some may have been claimed
   */
  void claim(Predicate<WorkQueue> able, int most, Consumer<Optional<List<Claim>>> then);

  /**
   * Gives a task its outcome, however long that takes.
   *
   * @param then hears whether it is this one
   */
  void finish(Ending ending, Consumer<Boolean> then);

  /**
   * Puts back all that this coordinator claimed but for what it goes on with.
   *
   * @param then hears whether that was done
   */
  void giveBack(Set<String> except, Consumer<Boolean> then);

  /** What is known of a task. */
  sealed interface Answer {
    record Known(FoundTask task) implements Answer {}

    record Unknown() implements Answer {}

    /** The store is not there. */
    record Silence() implements Answer {}
  }

  void find(String taskId, Consumer<Answer> then);
}
