package dev.p2c2g.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps tasks until they have an outcome, and outcomes until they are too old. Several members (the
 * coordinators of a cluster) work on one store at a time; each task is claimed by one of them, goes
 * back when that one dies, and gets exactly one outcome.
 *
 * <p>Safe for any thread; methods block until the store has answered, for {@link
 * StoreSettings#patience} at most. What a method says was done survives this process, and whatever
 * the store behind it survives.
 */
public interface TaskStore extends AutoCloseable {
  /** Whether calls take no time to speak of and never fail: all is in this process. */
  boolean isLocal();

  /**
   * Takes tasks in. One that is known already stays as it is.
   *
   * @return the ids of those for which there is no room
   */
  Set<String> submit(List<StoredTask> tasks) throws StoreException;

  /**
   * Claims waiting tasks, by priority, then in the order in which they came.
   *
   * @param able which queues the member has peers for
   * @param most at least 1
   */
  List<Claim> claim(String member, Predicate<WorkQueue> able, int most) throws StoreException;

  /**
   * Gives tasks their outcomes.
   *
   * @return the ids of those that got this one: not those that had one already, are not known, or
   *     are another's claim
   */
  Set<String> finish(List<Ending> endings) throws StoreException;

  /**
   * Puts back what a member has claimed.
   *
   * @param except the ids of the tasks that it goes on with
   * @return how many went back
   */
  int giveBack(String member, Set<String> except) throws StoreException;

  /** How far a task is; empty when it was never here, or its outcome is too old. */
  Optional<FoundTask> find(String taskId) throws StoreException;

  /** A member lives; what it tells of itself replaces what it told before. */
  void alive(String member, String about) throws StoreException;

  /** All members that said so and were not forgotten. */
  List<Member> members() throws StoreException;

  /** A member is gone; its claims were given back before. */
  void forget(String member) throws StoreException;

  StoreCounts counts() throws StoreException;

  /** Drops outcomes that are too old; to be called every few seconds. */
  void tidy() throws StoreException;

  /**
   * That one hears of what is done by any member, from its first {@link
   * StoreListener#mayHaveMissed} on; there is one at most.
   */
  void listen(StoreListener listener);

  /** Lets go of the store; whatever still waits for it fails. */
  @Override
  void close();
}
